//! What the prepared build is made from, and the key that changes exactly when one of them does.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{PrepareError, Toolchain};
use crate::{cache, course::Paths};

/// Raised when the grader starts to build differently.
const WAY: &str = "3";

/// Names the inputs. Bindings, mutants and submissions are none: they are compiled later.
pub fn key(paths: &Paths, toolchain: &Toolchain) -> Result<String, PrepareError> {
    let files = files(paths).map_err(|(path, why)| PrepareError::Disk { path, why })?;
    let mut parts: Vec<Vec<u8>> = vec![WAY.into(), toolchain.fingerprint().into_bytes()];
    // The build names its folder, so a moved course is another course.
    parts.push(paths.root.as_os_str().as_encoded_bytes().to_owned());
    for file in files {
        parts.push(paths.shown(&file).into_bytes());
        parts.push(fs::read(&file).map_err(|why| PrepareError::Disk { path: file, why })?);
    }
    Ok(cache::key(parts.iter().map(Vec::as_slice)))
}

/// Whether the course holds checks that students never see.
pub fn has_hidden(paths: &Paths) -> bool {
    let folders = fs::read_dir(paths.root.join("tests")).into_iter().flatten().flatten();
    folders.into_iter().any(|folder| folder.path().join("hidden.rs").is_file())
}

pub(super) fn files(paths: &Paths) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let tests = paths.root.join("tests");
    let mut found = vec![paths.root.join("Cargo.toml"), paths.root.join("Cargo.lock")];
    for entry in sorted(&tests)? {
        let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match name.as_str() {
            "kit" => walk(&entry, &|path| !in_tests_of_kit(path), &mut found)?,
            "host" => walk(&entry, &|_| true, &mut found)?,
            // Submissions, and many of them.
            "attacks" => {}
            _ if entry.is_dir() => walk(&entry, &is_compiled, &mut found)?,
            _ => found.push(entry),
        }
    }
    Ok(found)
}

/// Of an exercise's folder, what the host is made of.
fn is_compiled(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let kept = ["contract.rs", "public.rs", "hidden.rs"].contains(&name.as_ref());
    kept || (path.is_dir() && (name == "hidden" || name == "public"))
        || path
            .parent()
            .is_some_and(|folder| folder.ends_with("hidden") || folder.ends_with("public"))
}

fn in_tests_of_kit(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "tests" || name == "target")
}

fn walk(
    folder: &Path,
    wanted: &dyn Fn(&Path) -> bool,
    found: &mut Vec<PathBuf>,
) -> Result<(), (PathBuf, io::Error)> {
    for entry in sorted(folder)? {
        if !wanted(&entry) {
            continue;
        }
        if entry.is_dir() {
            walk(&entry, wanted, found)?;
        } else {
            found.push(entry);
        }
    }
    Ok(())
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, (PathBuf, io::Error)> {
    let read = || -> io::Result<Vec<PathBuf>> {
        let mut entries: Vec<_> =
            fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        entries.sort();
        Ok(entries)
    };
    read().map_err(|why| (folder.to_owned(), why))
}
