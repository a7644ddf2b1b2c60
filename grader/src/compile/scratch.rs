//! The folder in which one submission is compiled. It is the same at every run, so that the
//! compiler finds what it knew of the last version; two graders at once get two of them.

use std::{
    collections::BTreeMap,
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use super::{CompileError, Unit};
use crate::model::Build;

pub(super) const MODULE: &str = "exercise.rs";
const TIMES: &str = "times.json";

/// A scratch folder, nobody else's until this is dropped.
pub struct Scratch {
    folder: PathBuf,
    lock: File,
    /// Whether what is here of one module may never meet another one.
    anew: bool,
}

impl Scratch {
    /// The first free folder for the exercise.
    pub fn take(build: &Build, exercise: &str, anew: bool) -> Result<Scratch, CompileError> {
        let all = build.folder.join("scratch");
        for number in 0.. {
            let folder = all.join(format!("{exercise}-{number}"));
            let lock = try_lock(&folder).map_err(|why| disk(&folder, why))?;
            if let Some(scratch) = lock.map(|lock| Scratch { folder, lock, anew }) {
                scratch.clear();
                let temp = scratch.temp();
                fs::create_dir_all(&temp).map_err(|why| disk(&temp, why))?;
                return Ok(scratch);
            }
        }
        unreachable!("one of so many folders is free")
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn library(&self) -> PathBuf {
        let name =
            format!("{}subject{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
        self.folder.join(name)
    }

    /// Where the checks may write. It is empty at first and gone in the end, also what a check
    /// left there that was killed.
    pub fn temp(&self) -> PathBuf {
        self.folder.join("temp")
    }

    fn clear(&self) {
        // What cannot be removed is tried again by the next to come.
        let _ = fs::remove_dir_all(self.temp());
        if self.anew {
            let _ = fs::remove_dir_all(self.known());
            for file in [self.folder.join(MODULE), self.library()] {
                let _ = fs::remove_file(file);
            }
        }
    }

    fn known(&self) -> PathBuf {
        self.folder.join("known")
    }

    /// How long the checks of this exercise took last, in microseconds. A wish, not a fact: what
    /// takes long is better begun early.
    pub fn times(&self) -> BTreeMap<String, u64> {
        let text = fs::read(self.folder.join(TIMES)).unwrap_or_default();
        serde_json::from_slice(&text).unwrap_or_default()
    }

    pub fn remember_times(&self, times: &BTreeMap<String, u64>) {
        let _ = fs::write(self.folder.join(TIMES), serde_json::to_vec(times).unwrap_or_default());
    }

    /// The lock once more, for the compiler to hold: it goes on writing here when the grader is
    /// killed, and nobody else may take the folder before it has ended.
    pub(super) fn held(&self) -> Result<File, CompileError> {
        self.lock.try_clone().map_err(|why| disk(&self.folder, why))
    }

    /// Where the compiler keeps what it knew of the last version, unless there is to be none.
    pub(super) fn incremental(&self) -> Option<PathBuf> {
        (!self.anew).then(|| self.known())
    }

    pub(super) fn write(&self, unit: &Unit) -> Result<(), CompileError> {
        let path = self.folder.join(MODULE);
        fs::write(&path, unit.source).map_err(|why| disk(&path, why))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        self.clear();
    }
}

fn try_lock(folder: &Path) -> io::Result<Option<File>> {
    fs::create_dir_all(folder)?;
    let file = File::create(folder.join("lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(why)) => Err(why),
    }
}

fn disk(path: &Path, why: io::Error) -> CompileError {
    CompileError::Disk { path: path.to_owned(), why }
}
