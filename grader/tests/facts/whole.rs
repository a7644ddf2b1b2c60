//! The course is whole: every exercise of the catalogue has what a student needs. It holds in the
//! authors' repository and in a pack, where it is the whole of `cargo test`; so it uses nothing
//! but the grader's library and leans on no file beside it.

use std::path::{Path, PathBuf};

use grader::{
    course::{self, Paths},
    model::{Course, Language},
};

#[test]
fn every_exercise_has_its_module_statements_and_public_checks() {
    let (paths, course) = course();
    let mut missing = Vec::new();
    for exercise in &course.exercises {
        let judge = paths.judge(&exercise.name);
        let mut files: Vec<PathBuf> =
            ["contract.rs", "bind.rs", "public.rs"].map(|file| judge.join(file)).into();
        files.push(paths.exercises().join(format!("{}.rs", exercise.name)));
        for language in Language::ALL {
            files.push(paths.statement(&exercise.name, language));
            files.push(paths.sentences(&exercise.name, language));
        }
        missing.extend(files.into_iter().filter(|file| !file.is_file()));
    }
    assert!(missing.is_empty(), "missing: {missing:?}");
}

#[test]
fn every_statement_has_its_hints_in_both_languages() {
    let (paths, course) = course();
    for exercise in &course.exercises {
        for language in Language::ALL {
            let statement = course::read_statement(&paths, &exercise.name, language)
                .unwrap_or_else(|why| panic!("{}: {why}", exercise.name));
            assert!(!statement.hints.is_empty(), "{} in {language:?}", exercise.name);
        }
    }
}

#[test]
fn either_every_exercise_has_a_stub_to_go_back_to_or_none_has() {
    let (paths, course) = course();
    let with = course.exercises.iter().filter(|one| paths.pristine(&one.name).is_file()).count();
    assert!([0, course.exercises.len()].contains(&with), "{with} of them have one");
}

fn course() -> (Paths, Course) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the grader's folder has one");
    let paths = Paths::find(root, None).unwrap_or_else(|why| panic!("{why}"));
    let course = course::read_catalogue(&paths).unwrap_or_else(|why| panic!("{why}"));
    (paths, course)
}
