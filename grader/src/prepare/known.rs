//! What cargo was given the last time. Cargo believes dates: a file that is older than what was
//! built from it is unchanged to it, also one that came out of an archive, or was written after
//! the clock had been set back. The content of the files is compared here.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    time::SystemTime,
};

use super::{PrepareError, inputs};
use crate::{cache, course::Paths};

/// Hashes of the inputs, by their paths in the course.
type Hashes = BTreeMap<String, String>;

fn file(paths: &Paths) -> PathBuf {
    paths.built.join("cargo").join("inputs.json")
}

/// Whether something changed that cargo would take for unchanged.
pub fn hides_a_change(paths: &Paths) -> Result<bool, PrepareError> {
    let file = file(paths);
    let Some((built, known)) = last(&file) else {
        // Nothing was built here, or nobody knows from what.
        return Ok(paths.built.join("cargo").exists());
    };
    let now = hashes(paths)?;
    let changed = now.iter().filter(|(path, hash)| known.get(*path) != Some(*hash));
    Ok(changed.into_iter().any(|(path, _)| modified(&paths.root.join(path)) <= Some(built)))
}

/// Remembers what was built from.
pub fn remember(paths: &Paths) -> Result<(), PrepareError> {
    let text = serde_json::to_vec(&hashes(paths)?).unwrap_or_default();
    super::write(&file(paths), &text)
}

fn last(file: &Path) -> Option<(SystemTime, Hashes)> {
    let known = serde_json::from_slice(&fs::read(file).ok()?).ok()?;
    Some((modified(file)?, known))
}

fn modified(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|found| found.modified()).ok()
}

fn hashes(paths: &Paths) -> Result<Hashes, PrepareError> {
    let disk = |(path, why): (PathBuf, io::Error)| PrepareError::Disk { path, why };
    let hash = |path: PathBuf| {
        let bytes = fs::read(&path).map_err(|why| disk((path.clone(), why)))?;
        Ok((paths.shown(&path), cache::key([bytes.as_slice()])))
    };
    inputs::files(paths).map_err(disk)?.into_iter().map(hash).collect()
}
