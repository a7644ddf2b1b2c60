//! What stays with the instructor: the lines and timelines that nobody may be told.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use serde_json::Value;

use super::super::support::root;

/// Shorter lines stand in many programs.
const TELLING: usize = 25;

/// The first hidden text in what was said, if there is one. `own` is what the submission itself
/// brought along.
pub fn leaked<'a>(said: &[&'a str], own: &str) -> Option<&'static str> {
    let is_told = |secret: &&String| {
        !own.contains(secret.as_str())
            && said.iter().any(|said: &&'a str| said.contains(secret.as_str()))
    };
    secrets().iter().find(is_told).map(String::as_str)
}

/// Every text in a report but the timelines, which are the instructor's to see.
pub fn texts(report: &Value) -> Vec<&str> {
    match report {
        Value::String(text) => vec![text],
        Value::Array(all) => all.iter().flat_map(texts).collect(),
        Value::Object(fields) => {
            let told =
                fields.iter().filter(|(name, _)| !["trace", "expected"].contains(&name.as_str()));
            told.flat_map(|(_, value)| texts(value)).collect()
        }
        _ => Vec::new(),
    }
}

fn secrets() -> &'static [String] {
    static SECRETS: OnceLock<Vec<String>> = OnceLock::new();
    SECRETS.get_or_init(|| {
        let (mut hidden, mut public) = (Vec::new(), BTreeSet::new());
        for file in files(&root().join("tests")).into_iter().chain(files(&root().join("exercises")))
        {
            let text = fs::read_to_string(&file).unwrap_or_default();
            let is_in = |folder: &str| file.iter().any(|part| part == folder);
            if is_in("snapshots") {
                hidden.extend(text.rsplit("---\n").next().map(|body| body.trim().to_owned()));
            } else if is_in("hidden") || file.ends_with("hidden.rs") {
                hidden.extend(text.lines().map(|line| line.trim().to_owned()));
            } else if !["mutants", "accepted", "attacks"].iter().any(|folder| is_in(folder)) {
                public.extend(text.lines().map(|line| line.trim().to_owned()));
            }
        }
        hidden.retain(|text| text.len() >= TELLING && !public.contains(text));
        assert!(hidden.len() > 100, "the hidden checks are not where they were");
        hidden
    })
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found = Vec::new();
    for path in entries.map(|entry| entry.path()).filter(|path| !path.ends_with("target")) {
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}
