//! One attack as its folder tells it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;

use super::{super::support::root, is_attack};

/// An attack of the corpus.
pub struct Case {
    pub name: String,
    pub folder: PathBuf,
    pub told: Told,
}

/// What `attack.toml` says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// What it does, in a sentence.
    pub why: String,
    /// The row of the table in SECURITY.md.
    pub row: String,
    pub exercise: String,
    /// What it gets; an honest stub gets nothing.
    #[serde(default)]
    pub points: Points,
    /// The finding that names it, where it can be recognised.
    pub finding: Option<String>,
    /// Where all this has to hold. Elsewhere the grader has to survive it, and no more.
    pub tiers: Vec<u8>,
    /// Whether it is not even tried elsewhere.
    #[serde(default)]
    pub harmful: bool,
    /// Whether it takes so long that one tier has to be enough: the highest that there is.
    #[serde(default)]
    pub slow: bool,
    /// Whether it takes so much memory that one of its kind at a time has to be enough.
    #[serde(default)]
    pub heavy: bool,
    /// What no file in a repository can be; see `makers.rs`.
    pub make: Option<String>,
}

/// Points, whole or not.
#[derive(Clone, Copy, Deserialize)]
#[serde(untagged)]
pub enum Points {
    Whole(u32),
    Part(f64),
}

impl Default for Points {
    fn default() -> Points {
        Points::Whole(0)
    }
}

impl From<Points> for f64 {
    fn from(points: Points) -> f64 {
        match points {
            Points::Whole(points) => f64::from(points),
            Points::Part(points) => points,
        }
    }
}

impl Case {
    fn read(folder: PathBuf) -> Case {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(folder.join("attack.toml"));
        let text = text.unwrap_or_else(|why| panic!("{name}/attack.toml: {why}"));
        let told = toml::from_str(&text).unwrap_or_else(|why| panic!("{name}/attack.toml: {why}"));
        Case { name, folder, told }
    }

    /// Whether all that it says has to hold in the tier.
    pub fn holds(&self, tier: u8) -> bool {
        self.told.tiers.contains(&tier)
    }

    pub fn is_tried(&self, tier: u8) -> bool {
        self.holds(tier) || !self.told.harmful
    }

    /// The files of the submission, below the case's folder.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            for path in entries(&folder) {
                if path.is_dir() { folders.push(path) } else { files.push(path) }
            }
        }
        files.retain(|file| !file.ends_with("attack.toml"));
        files.sort();
        files
    }
}

/// Every attack, in the order of their names. A folder that is none is a failure.
pub fn all() -> Vec<Case> {
    let mut folders: Vec<PathBuf> = entries(&root().join("tests/attacks"));
    folders.retain(|path| path.is_dir());
    folders.sort();
    let strays: Vec<_> = folders.iter().filter(|folder| !is_attack(folder)).collect();
    assert!(strays.is_empty(), "no attack.toml in {strays:?}");
    folders.into_iter().map(Case::read).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}
