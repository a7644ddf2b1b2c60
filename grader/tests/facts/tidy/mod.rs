//! Tidiness that no compiler sees: floors, sizes, names, sentences, what belongs to an exercise,
//! and the map.

mod exercises;
mod floors;
mod map;
mod sentences;
mod sizes;
mod statements;

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::support::root;

/// Every file with this ending in the folder and below, in a fixed order. A folder that is not
/// there has none.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&root().join(folder), ending, &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for path in entries(folder) {
        if path.is_dir() {
            collect(&path, ending, found);
        } else if path.extension().is_some_and(|own| own == ending) {
            found.push(path);
        }
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", shown(path)))
}

/// A path as a reader of a failure would type it.
fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string().replace('\\', "/")
}

fn parse(path: &Path) -> syn::File {
    syn::parse_file(&read(path)).unwrap_or_else(|why| panic!("{}: {why}", shown(path)))
}

/// Fails with every complaint, not only the first.
fn nothing_wrong(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
