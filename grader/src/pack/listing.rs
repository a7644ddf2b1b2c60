//! The list that a pack carries of itself: its files with their hashes, and the key of the course
//! that they are of. By it an update knows the course's own files from a student's.

use std::{collections::BTreeMap, fs, path::Path};

use serde::{Deserialize, Serialize};

use super::{PackError, checks::Side, disk};
use crate::{
    archive::Files,
    cache,
    course::Paths,
    model::{Course, Language},
};

/// Where it lies in a pack.
pub const PATH: &str = "grader/pack.json";
const SCHEMA: &str = "async-dojo/pack@1";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listing {
    pub schema: String,
    pub course: String,
    /// Every file but this list, with the hash of its bytes.
    pub files: BTreeMap<String, String>,
}

impl Listing {
    pub fn of(course: String, files: &Files) -> Listing {
        let files = files.iter().filter(|(path, _)| *path != PATH);
        let files = files.map(|(path, bytes)| (path.clone(), hash(bytes))).collect();
        Listing { schema: SCHEMA.to_owned(), course, files }
    }

    pub fn text(&self) -> Vec<u8> {
        let mut text = serde_json::to_vec_pretty(self).unwrap_or_default();
        text.push(b'\n');
        text
    }

    /// Reads a list; one of another schema is none.
    pub fn parse(text: &[u8]) -> Option<Listing> {
        let listing: Listing = serde_json::from_slice(text).ok()?;
        (listing.schema == SCHEMA).then_some(listing)
    }

    /// The list of an unpacked pack.
    pub fn read(folder: &Path) -> Option<Listing> {
        Listing::parse(&fs::read(folder.join(PATH)).ok()?)
    }
}

pub fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Names a version of the course as students have it: what is asked, and by what they can see.
/// It is the same in the repository and in every pack made from it.
pub fn course_key(paths: &Paths, course: &Course) -> Result<String, PackError> {
    let mut files = vec![paths.catalogue()];
    for exercise in &course.exercises {
        let judge = paths.judge(&exercise.name);
        files.extend(Language::ALL.map(|language| paths.statement(&exercise.name, language)));
        files.extend(["contract.rs", "bind.rs"].map(|file| judge.join(file)));
        files.extend(Side::public(paths, &exercise.name)?.files);
    }
    let mut parts = Vec::new();
    for file in files.iter().filter(|file| file.is_file()) {
        parts.push(paths.shown(file).into_bytes());
        parts.push(fs::read(file).map_err(|why| disk(file, why))?);
    }
    Ok(cache::key(parts.iter().map(Vec::as_slice)))
}
