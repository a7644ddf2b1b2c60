//! The map in CONTRIBUTING.md: every path on it exists, and every room of the grader is on it.

use std::path::Path;

use super::{entries, nothing_wrong, read};
use crate::support::root;

/// From where a path on the map may start.
const STARTS: [&str; 4] = ["", "grader", "grader/src", "tests"];

#[test]
fn every_path_on_the_map_exists() {
    let map = read(&root().join("CONTRIBUTING.md"));
    let paths = paths(&map);
    assert!(paths.len() > 10, "a map names paths in backticks: {paths:?}");
    let exists = |path: &str| STARTS.iter().any(|start| root().join(start).join(path).exists());
    let missing: Vec<_> = paths.into_iter().filter(|path| !exists(path)).collect();
    nothing_wrong(&missing);
}

#[test]
fn every_room_of_the_grader_is_on_the_map() {
    let map = read(&root().join("CONTRIBUTING.md"));
    let rooms = entries(&root().join("grader/src")).into_iter().filter_map(|path| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        Some(if path.is_dir() { format!("{name}/") } else { name })
    });
    nothing_wrong(&rooms.filter(|room| !map.contains(room.as_str())).collect::<Vec<_>>());
}

/// Words in backticks that look like paths and stand for no other.
fn paths(text: &str) -> Vec<String> {
    let prose = text.split("```").step_by(2);
    let quoted = prose.flat_map(|part| part.split('`').skip(1).step_by(2));
    let is_path = |word: &&str| {
        let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || "./_-".contains(c));
        // `NAME` stands for every exercise, and what is built is not there yet.
        let fixed = !word.contains("NAME") && !word.starts_with("target") && !word.starts_with('-');
        let ending = Path::new(word).extension().is_some_and(|ending| {
            ["rs", "md", "toml", "ftl", "yml", "snap", "lock"].iter().any(|e| ending == *e)
        });
        plain && fixed && (word.contains('/') || ending)
    };
    quoted.filter(is_path).map(str::to_owned).collect()
}

#[test]
fn only_what_looks_like_a_path_is_looked_for() {
    let text = "See `grader/src/model`, `a/NAME.rs`, `cargo test`, `README.md`.\n```\n`x/y`\n```\n";
    assert_eq!(paths(text), ["grader/src/model", "README.md"]);
}
