//! The prepared build: dependencies, kit, contracts and all checks, compiled once per course
//! version and toolchain. No submission is compiled here.

mod cargo;
mod inputs;
mod known;
mod stage;
mod toolchain;

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use crate::{cache, course::Paths, model::Build, process::ProcessError};
pub use toolchain::{Toolchain, ToolchainError};

/// Where the description of a finished build lies in its folder.
const DESCRIPTION: &str = "build.json";

#[derive(Debug, thiserror::Error)]
pub enum PrepareError {
    #[error(transparent)]
    Toolchain(#[from] ToolchainError),
    #[error(transparent)]
    Process(#[from] ProcessError),
    #[error("{path}: {why}")]
    Disk { path: PathBuf, why: io::Error },
    #[error("the checks do not compile:\n{0}")]
    Broken(String),
    #[error("cargo or a compiler of its was killed")]
    Killed,
    #[error("the build of the checks is not complete: {0}")]
    Incomplete(String),
}

/// A part of the build was finished.
pub struct Step<'a> {
    pub done: usize,
    pub total: usize,
    pub part: &'a str,
}

/// A build that nobody removes while this is held.
pub struct Prepared {
    build: Build,
    _in_use: File,
}

impl std::ops::Deref for Prepared {
    type Target = Build;

    fn deref(&self) -> &Build {
        &self.build
    }
}

/// The build for the course as it is now: the one at hand, or a new one.
pub fn prepare(paths: &Paths, mut step: impl FnMut(Step)) -> Result<Prepared, PrepareError> {
    let toolchain = Toolchain::find()?;
    loop {
        if let Some(prepared) = prepare_as_it_is(paths, &toolchain, &mut step)? {
            return Ok(prepared);
        }
    }
}

/// Nothing when the course was changed meanwhile: then nobody knows what was built.
fn prepare_as_it_is(
    paths: &Paths,
    toolchain: &Toolchain,
    step: &mut impl FnMut(Step),
) -> Result<Option<Prepared>, PrepareError> {
    let key = inputs::key(paths, toolchain)?;
    let folder = paths.built.join("prepared").join(&key);
    if let Some(prepared) = finished(&folder, &key) {
        return Ok(Some(prepared));
    }
    // One grader builds, the others wait here and then find its work.
    let lock = locked(&paths.built)?;
    if let Some(prepared) = finished(&folder, &key) {
        return Ok(Some(prepared));
    }
    if known::hides_a_change(paths)? {
        cargo::forget(paths, toolchain)?;
    }
    let parts = cargo::build(paths, toolchain, step)?;
    if inputs::key(paths, toolchain)? != key {
        return Ok(None);
    }
    known::remember(paths)?;
    stage::stage(toolchain, &parts, key.clone(), folder.clone())?;
    let prepared = finished(&folder, &key);
    sweep(paths, &folder);
    drop(lock);
    prepared
        .map(Some)
        .ok_or_else(|| PrepareError::Incomplete(format!("{} is gone", folder.display())))
}

/// The build at hand for the course as it is now, if there is one. Nothing is built.
pub fn prepared(paths: &Paths) -> Result<Option<Prepared>, PrepareError> {
    let key = inputs::key(paths, &Toolchain::find()?)?;
    Ok(finished(&paths.built.join("prepared").join(&key), &key))
}

/// The build in the folder, if it is whole, marked as being in use.
fn finished(folder: &Path, key: &str) -> Option<Prepared> {
    let mut in_use = File::open(folder.join(DESCRIPTION)).ok()?;
    in_use.lock_shared().ok()?;
    let mut description = Vec::new();
    in_use.read_to_end(&mut description).ok()?;
    let build: Build = serde_json::from_slice(&description).ok()?;
    let whole = build.key == key && build.folder == folder && build.host.is_file();
    // The system's linker may have gone, or moved with its version.
    let links = build.linker.iter().all(|linker| linker.program.is_file());
    (whole && links).then_some(Prepared { build, _in_use: in_use })
}

fn locked(built: &Path) -> Result<File, PrepareError> {
    let path = built.join("lock");
    let lock = || -> io::Result<File> {
        fs::create_dir_all(built)?;
        let file = File::create(&path)?;
        file.lock()?;
        Ok(file)
    };
    lock().map_err(|why| PrepareError::Disk { path: path.clone(), why })
}

/// Removes builds of earlier versions of the course: all but the last few, and none that another
/// grader is using.
fn sweep(paths: &Paths, current: &Path) {
    const KEPT: usize = 3;
    let entries = fs::read_dir(paths.built.join("prepared")).into_iter().flatten().flatten();
    let mut others: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| path != current)
        .filter_map(|path| Some((fs::metadata(&path).ok()?.modified().ok()?, path)))
        .collect();
    others.sort();
    for (_, old) in others.iter().rev().skip(KEPT).filter(|(_, old)| is_unused(old)) {
        let _ = fs::remove_dir_all(old);
    }
}

fn is_unused(folder: &Path) -> bool {
    // Without a description it was never finished, and only one grader builds at a time.
    File::open(folder.join(DESCRIPTION)).map_or(true, |file| file.try_lock().is_ok())
}

/// Writes a file of the build.
fn write(path: &Path, bytes: &[u8]) -> Result<(), PrepareError> {
    cache::write_whole(path, bytes).map_err(|why| PrepareError::Disk { path: path.to_owned(), why })
}
