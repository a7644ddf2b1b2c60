//! Making a student's pack: its files, then the folder or the archive, then the proof on what was
//! written. What does not pass the proof is gone before anybody can send it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{CAPS, PackError, Secrets, checks::below, content, disk, proof::leaks};
use crate::{
    archive::{self, Files, Kind},
    cache,
    course::Paths,
    model::Course,
};

/// The folder that everything of an archive lies in, so that unpacking it scatters nothing.
pub const FOLDER: &str = "async-dojo";

/// Writes the pack to `out`, a folder or an archive by its name; gives the number of its files.
/// Only an archive is written over, and only when that is wished.
pub fn student(
    paths: &Paths,
    course: &Course,
    out: &Path,
    with_solutions: bool,
    over: bool,
) -> Result<usize, PackError> {
    let kind = Kind::of(out);
    let may_go = over && kind.is_some() && out.is_file();
    if !may_go && !is_free(out) {
        return Err(PackError::Exists(out.to_owned()));
    }
    let secrets = Secrets::of(paths, course)?;
    let files = content::student(paths, course, with_solutions)?;
    let beside = beside(out);
    let proved = match kind {
        Some(kind) => {
            write_archive(kind, &beside, &files).and_then(|()| prove(&beside, Some(kind), &secrets))
        }
        None => write_folder(&beside, &files).and_then(|()| prove(&beside, None, &secrets)),
    };
    let placed = proved.and_then(|count| {
        if kind.is_none() && out.is_dir() {
            // An empty folder makes room.
            fs::remove_dir(out).map_err(|why| disk(out, why))?;
        }
        fs::rename(&beside, out).map_err(|why| disk(out, why)).map(|()| count)
    });
    if placed.is_err() {
        let _ = if kind.is_some() { fs::remove_file(&beside) } else { fs::remove_dir_all(&beside) };
    }
    placed
}

/// Reads what was written and looks for secrets in it.
fn prove(written: &Path, kind: Option<Kind>, secrets: &Secrets) -> Result<usize, PackError> {
    let files = match kind {
        Some(kind) => read_archive(kind, written)?,
        None => read_folder(written)?,
    };
    match leaks(secrets, &files) {
        leaks if leaks.is_empty() => Ok(files.len()),
        leaks => Err(PackError::Leaks(leaks)),
    }
}

fn write_folder(folder: &Path, files: &Files) -> Result<(), PackError> {
    for (path, bytes) in files {
        let path = folder.join(path);
        cache::write_whole(&path, bytes).map_err(|why| disk(&path, why))?;
    }
    Ok(())
}

fn write_archive(kind: Kind, out: &Path, files: &Files) -> Result<(), PackError> {
    let below = files.iter().map(|(path, bytes)| (format!("{FOLDER}/{path}"), bytes.clone()));
    let bytes = archive::write(kind, &below.collect()).map_err(|why| disk(out, why))?;
    cache::write_whole(out, &bytes).map_err(|why| disk(out, why))
}

/// The files of an archive, without the folder that they all lie in.
pub(super) fn read_archive(kind: Kind, path: &Path) -> Result<Files, PackError> {
    let size = fs::metadata(path).map_err(|why| disk(path, why))?.len();
    let refused = |why| PackError::Archive { path: path.to_owned(), why };
    if size > CAPS.packed {
        return Err(refused(archive::ArchiveError::TooMuch("bytes")));
    }
    let bytes = fs::read(path).map_err(|why| disk(path, why))?;
    let files = archive::read(kind, &bytes, &CAPS).map_err(refused)?;
    let folder =
        files.keys().next().and_then(|path| path.split_once('/')).map(|(folder, _)| folder);
    let Some(folder) = folder.map(|folder| format!("{folder}/")) else { return Ok(files) };
    if files.keys().any(|path| !path.starts_with(&folder)) {
        return Ok(files);
    }
    Ok(files.into_iter().map(|(path, bytes)| (path[folder.len()..].to_owned(), bytes)).collect())
}

fn read_folder(folder: &Path) -> Result<Files, PackError> {
    let mut files = Files::new();
    for path in below(folder)? {
        let within = path.strip_prefix(folder).unwrap_or(&path);
        let within = within.to_string_lossy().replace('\\', "/");
        files.insert(within, fs::read(&path).map_err(|why| disk(&path, why))?);
    }
    Ok(files)
}

/// Nothing is there, or a folder with nothing in it.
fn is_free(out: &Path) -> bool {
    match fs::read_dir(out) {
        Ok(mut entries) => entries.next().is_none(),
        Err(_) => fs::symlink_metadata(out).is_err(),
    }
}

/// A name beside, on the same disk, under which it is written and proved first.
fn beside(out: &Path) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.{}.new", std::process::id()))
}
