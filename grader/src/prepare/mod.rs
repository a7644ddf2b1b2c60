//! The prepared build: dependencies, kit, contracts and all checks, compiled once per course
//! version and toolchain. No submission is compiled here.

mod cargo;
mod inputs;
mod stage;
mod toolchain;

use std::{
    fs::{self, File},
    io,
    path::PathBuf,
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
    #[error("the build of the checks is not complete: {0}")]
    Incomplete(String),
}

/// A part of the build was finished.
pub struct Step<'a> {
    pub done: usize,
    pub total: usize,
    pub part: &'a str,
}

/// The build for the course as it is now: the one at hand, or a new one.
pub fn prepare(paths: &Paths, mut step: impl FnMut(Step)) -> Result<Build, PrepareError> {
    let toolchain = Toolchain::find()?;
    let key = inputs::key(paths, &toolchain)?;
    let folder = paths.built.join("prepared").join(&key);
    if let Some(build) = finished(&folder, &key) {
        return Ok(build);
    }
    // One grader builds, the others wait here and then find its work.
    let lock = locked(&paths.built)?;
    if let Some(build) = finished(&folder, &key) {
        return Ok(build);
    }
    let parts = cargo::build(paths, &toolchain, &mut step)?;
    let build = stage::stage(paths, &toolchain, &parts, key, folder)?;
    sweep(paths, &build);
    drop(lock);
    Ok(build)
}

fn finished(folder: &std::path::Path, key: &str) -> Option<Build> {
    let build: Build = serde_json::from_slice(&fs::read(folder.join(DESCRIPTION)).ok()?).ok()?;
    (build.key == key && build.folder == folder && build.host.is_file()).then_some(build)
}

fn locked(built: &std::path::Path) -> Result<File, PrepareError> {
    let path = built.join("lock");
    let lock = || -> io::Result<File> {
        fs::create_dir_all(built)?;
        let file = File::create(&path)?;
        file.lock()?;
        Ok(file)
    };
    lock().map_err(|why| PrepareError::Disk { path: path.clone(), why })
}

/// Removes builds of earlier versions of the course, all but the last few: another grader may
/// still be using one of them.
fn sweep(paths: &Paths, build: &Build) {
    const KEPT: usize = 3;
    let entries = fs::read_dir(paths.built.join("prepared")).into_iter().flatten().flatten();
    let mut others: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| *path != build.folder)
        .filter_map(|path| Some((fs::metadata(&path).ok()?.modified().ok()?, path)))
        .collect();
    others.sort();
    for (_, old) in others.iter().rev().skip(KEPT) {
        let _ = fs::remove_dir_all(old);
    }
}

/// Writes a file of the build.
fn write(path: &std::path::Path, bytes: &[u8]) -> Result<(), PrepareError> {
    cache::write_whole(path, bytes).map_err(|why| PrepareError::Disk { path: path.to_owned(), why })
}
