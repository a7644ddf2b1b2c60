//! An exercise touches exactly its own files, one line in each of four lists, and its entry in
//! the catalogue; and its sentences tell exactly what its checks can see.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use grader::{course::Paths, model::Course};

use super::{
    entries, files, nothing_wrong, read,
    sentences::{differences, own, quoted_after, sentences},
    shown,
};
use crate::{matrix, support::root};

/// Of what a folder `tests/NAME` is made; the last four may be missing.
const FILES: [&str; 6] =
    ["contract.rs", "bind.rs", "public.rs", "hidden.rs", "findings.en.ftl", "findings.ru.ftl"];
const FOLDERS: [&str; 5] = ["accepted", "hidden", "mutants", "public", "snapshots"];
/// What lies beside the exercises' folders in `tests`.
const NO_EXERCISES: [&str; 4] = ["attacks", "host", "kit", "target"];

#[test]
fn every_exercise_of_the_catalogue_is_proved_by_the_matrix() {
    assert_eq!(matrix::PROVED, names());
}

#[test]
fn an_exercise_has_exactly_these_files() {
    let mut complaints = Vec::new();
    for name in names() {
        for folder in ["exercises", "solutions"] {
            for ending in ["rs", "md", "ru.md"] {
                require(&root().join(folder).join(format!("{name}.{ending}")), &mut complaints);
            }
        }
        let judge = root().join("tests").join(&name);
        for file in FILES.iter().chain(&["mutants", "accepted"]) {
            require(&judge.join(file), &mut complaints);
        }
        let known = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if path.is_dir() { FOLDERS.contains(&&*name) } else { FILES.contains(&&*name) }
        };
        let strays = entries(&judge).into_iter().filter(|path| !known(path));
        complaints.extend(strays.map(|path| format!("{} belongs to nothing", shown(&path))));
    }
    nothing_wrong(&complaints);
}

#[test]
fn no_file_is_left_of_an_exercise_that_is_gone() {
    let names = names();
    let mut complaints = Vec::new();
    for folder in ["exercises", "solutions"] {
        for path in entries(&root().join(folder)) {
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let known = ["Cargo.toml", "course.toml", "lib.rs"].contains(&file.as_str())
                || names.iter().any(|name| file.split('.').next() == Some(name));
            if !known {
                complaints.push(format!("{} is of no exercise", shown(&path)));
            }
        }
    }
    for path in entries(&root().join("tests")).into_iter().filter(|path| path.is_dir()) {
        let folder = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !names.contains(&folder) && !NO_EXERCISES.contains(&folder.as_str()) {
            complaints.push(format!("{} is of no exercise", shown(&path)));
        }
    }
    nothing_wrong(&complaints);
}

#[test]
fn an_exercise_has_one_line_in_each_list() {
    let lists = [
        // rustfmt keeps these two in the order of the alphabet.
        ("exercises/lib.rs", true, listed_after("exercises/lib.rs", "pub mod ", ";")),
        ("solutions/lib.rs", true, listed_after("solutions/lib.rs", "pub mod ", ";")),
        ("tests/contract.rs", false, listed_after("tests/contract.rs", "#[path = \"", "/")),
        ("tests/host.rs", false, listed_after("tests/host.rs", "    ", ": dyn ")),
    ];
    for (file, alphabetical, listed) in lists {
        let mut promised = names();
        if alphabetical {
            promised.sort();
        }
        assert_eq!(listed, promised, "{file}");
    }
}

#[test]
fn every_check_and_every_mistake_has_its_sentence_in_both_languages() {
    let everybodys = own("en");
    let mut complaints = Vec::new();
    for name in names() {
        let place = format!("tests/{name}/findings");
        let [en, ru] = ["en", "ru"].map(|code| root().join(format!("{place}.{code}.ftl")));
        if !en.is_file() || !ru.is_file() {
            complaints.push(format!("{place}.*.ftl are missing"));
            continue;
        }
        let (en, ru) = (sentences(&en), sentences(&ru));
        complaints.extend(differences(&place, &en, &ru));
        let code = code_of_checks(&name);
        let told = quoted_after(&code, "mistake(\"");
        let checks = checks(&name).into_keys().map(|check| format!("check-{check}"));
        let mut needed: BTreeSet<String> = checks.collect();
        needed.insert("title".to_owned());
        let own_findings = told.iter().map(|id| format!("finding-{id}"));
        needed.extend(own_findings.filter(|key| !everybodys.contains_key(key)));
        let missing = needed.iter().filter(|key| !en.contains_key(*key));
        complaints.extend(missing.map(|key| format!("{place}: no sentence `{key}`")));
        let unused = en.keys().filter(|key| !needed.contains(*key));
        let unused = unused.filter(|key| !told_otherwise(&code, key));
        complaints.extend(unused.map(|key| format!("{place}: `{key}` is never told")));
        complaints.extend(unfilled(&place, &en, &code));
    }
    nothing_wrong(&complaints);
}

#[test]
fn every_stored_timeline_is_of_a_check_and_every_compared_check_has_one() {
    let mut complaints = Vec::new();
    for name in names() {
        let checks = checks(&name);
        let stored: BTreeSet<String> = files(&format!("tests/{name}/snapshots"), "snap")
            .iter()
            .map(|path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned())
            .collect();
        let compared = checks.iter().filter(|(_, kind)| *kind == "compared");
        let without = compared.filter(|(check, _)| !stored.contains(*check));
        complaints.extend(without.map(|(check, _)| format!("{name}: {check} has no timeline")));
        let strays = stored.iter().filter(|stored| !checks.contains_key(*stored));
        complaints.extend(strays.map(|stored| format!("{name}: no check is called {stored}")));
    }
    nothing_wrong(&complaints);
}

/// The exercises in the order of the catalogue.
pub fn names() -> Vec<String> {
    catalogue().exercises.into_iter().map(|exercise| exercise.name).collect()
}

fn catalogue() -> Course {
    let paths = Paths::find(&root(), None).expect("the course is in the root");
    grader::course::read_catalogue(&paths).unwrap_or_else(|why| panic!("{why}"))
}

fn require(path: &Path, complaints: &mut Vec<String>) {
    if !path.exists() {
        complaints.push(format!("{} is missing", shown(path)));
    }
}

/// What stands between the two on the lines that hold both.
fn listed_after(file: &str, before: &str, after: &str) -> Vec<String> {
    let text = read(&root().join(file));
    let lines = text.lines().filter_map(|line| line.strip_prefix(before)?.split_once(after));
    lines.map(|(name, _)| name.to_owned()).collect()
}

/// The checks of an exercise with their kinds, from its `checks!` tables.
fn checks(exercise: &str) -> BTreeMap<String, String> {
    let code = code_of_checks(exercise);
    let tables = code.split("checks! {").skip(1).filter_map(|rest| rest.split_once("\n}"));
    let lines = tables.flat_map(|(table, _)| table.lines().skip(1));
    let entry = |line: &str| {
        let (kind, name) = line.trim().trim_end_matches(',').split_once(' ')?;
        ["paused", "compared", "plain"].contains(&kind).then(|| (name.to_owned(), kind.to_owned()))
    };
    lines.filter_map(entry).collect()
}

fn code_of_checks(exercise: &str) -> String {
    let judge = format!("tests/{exercise}");
    let own = ["public.rs", "hidden.rs"].map(|file| root().join(&judge).join(file));
    let themes = ["public", "hidden"].map(|theme| files(&format!("{judge}/{theme}"), "rs"));
    own.iter().chain(themes.iter().flatten()).map(|file| read(file)).collect()
}

/// A finding whose name is not written directly into `mistake(…)`.
fn told_otherwise(code: &str, key: &str) -> bool {
    key.strip_prefix("finding-").is_some_and(|id| code.contains(&format!("\"{id}\"")))
}

/// Blanks that no check of the exercise fills.
fn unfilled(place: &str, sentences: &super::sentences::Sentences, code: &str) -> Vec<String> {
    let facts = quoted_after(&code.replace(char::is_whitespace, ""), ".with(\"");
    let mut complaints = Vec::new();
    for (key, blanks) in sentences {
        let empty = blanks.iter().filter(|blank| !facts.contains(*blank));
        complaints.extend(empty.map(|blank| format!("{place}: `{key}`: nobody fills {blank}")));
    }
    complaints
}
