//! What the prepared build is made from, and the key that changes exactly when one of them does.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use super::{PrepareError, Toolchain};
use crate::{cache, course::Paths};

/// Raised when the grader starts to build differently.
const WAY: &str = "4";

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
        match entry.name.as_str() {
            "kit" => walk(&entry.path, &|entry| !in_tests_of_kit(entry), &mut found)?,
            "host" => walk(&entry.path, &|_| true, &mut found)?,
            // Submissions, and many of them.
            "attacks" => {}
            _ if entry.is_folder => walk(&entry.path, &is_compiled, &mut found)?,
            _ => found.push(entry.path),
        }
    }
    Ok(found)
}

/// Of an exercise's folder, what the host is made of.
fn is_compiled(entry: &Entry) -> bool {
    const FOLDERS: [&str; 2] = ["hidden", "public"];
    ["contract.rs", "public.rs", "hidden.rs"].contains(&entry.name.as_str())
        || (entry.is_folder && FOLDERS.contains(&entry.name.as_str()))
        || entry.path.parent().is_some_and(|above| FOLDERS.iter().any(|name| above.ends_with(name)))
}

fn in_tests_of_kit(entry: &Entry) -> bool {
    entry.name == "tests" || entry.name == "target"
}

struct Entry {
    path: PathBuf,
    name: String,
    is_folder: bool,
}

fn walk(
    folder: &Path,
    wanted: &dyn Fn(&Entry) -> bool,
    found: &mut Vec<PathBuf>,
) -> Result<(), (PathBuf, io::Error)> {
    for entry in sorted(folder)? {
        if !wanted(&entry) {
            continue;
        }
        if entry.is_folder {
            walk(&entry.path, wanted, found)?;
        } else {
            found.push(entry.path);
        }
    }
    Ok(())
}

fn sorted(folder: &Path) -> Result<Vec<Entry>, (PathBuf, io::Error)> {
    let read = || -> io::Result<Vec<Entry>> {
        let mut entries =
            fs::read_dir(folder)?.map(|entry| of(&entry?)).collect::<io::Result<Vec<_>>>()?;
        entries.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(entries)
    };
    read().map_err(|why| (folder.to_owned(), why))
}

/// The folder knows what most of its entries are; only behind a link one has to look.
fn of(entry: &fs::DirEntry) -> io::Result<Entry> {
    let (path, kind) = (entry.path(), entry.file_type()?);
    let is_folder = if kind.is_symlink() { path.is_dir() } else { kind.is_dir() };
    Ok(Entry { name: entry.file_name().to_string_lossy().into_owned(), path, is_folder })
}
