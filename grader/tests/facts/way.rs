//! The commands along a student's way: what is current, hints one by one, the solution after a
//! pass, a stub put back. Each test walks in a bare course of its own.

use std::fs;

use super::{
    courses::{Course, bare_copy},
    support::{Said, said},
};

fn ran(course: &Course, args: &[&str]) -> Said {
    let said = said(&mut course.grader(args));
    assert_eq!(said.code, 0, "{args:?}: {said:?}");
    said
}

/// The exercises with their marks, from the list.
fn marks(course: &Course) -> Vec<String> {
    let listed = ran(course, &["list"]).out;
    let lines = listed.lines().filter(|line| line.starts_with("  "));
    let words = |line: &str| line.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    lines.map(words).collect()
}

#[test]
fn what_passed_is_marked_until_it_changes_and_again_when_it_changes_back() {
    let course = bare_copy();
    assert_eq!(marks(&course)[..2], ["· honest", "· also"]);
    ran(&course, &["check", "honest"]);
    assert_eq!(marks(&course)[..2], ["✓ honest", "· also"]);
    let passed = course.read("exercises/honest.rs");
    course.write("exercises/honest.rs", &format!("{passed}// more\n"));
    assert_eq!(marks(&course)[..2], ["~ honest", "· also"]);
    course.write("exercises/honest.rs", &passed);
    assert_eq!(marks(&course)[..2], ["✓ honest", "· also"]);
}

#[test]
fn a_pass_of_another_folder_is_no_progress() {
    let course = bare_copy();
    ran(&course, &["check", "honest", "--from", "solutions"]);
    assert_eq!(marks(&course)[0], "· honest");
}

#[test]
fn next_goes_on_to_what_is_open_and_skip_puts_aside() {
    let course = bare_copy();
    ran(&course, &["check", "honest"]);
    let next = |language| ran(&course, &["next", "--lang", language]).out;
    assert!(next("en").contains("exercises/also.rs"));
    let skipped = ran(&course, &["skip", "also"]).out;
    assert!(skipped.contains("also") && skipped.contains("exercises/dies.rs"), "{skipped}");
    assert_eq!(marks(&course)[..3], ["✓ honest", "- also", "· dies"]);
    assert!(next("ru").contains("exercises/refuses.rs"));
}

#[test]
fn hints_are_opened_one_by_one_and_stay_open() {
    let course = bare_copy();
    for (language, all) in [
        ("en", ["Warm the oven.", "Knead the dough.", "Wait."]),
        ("ru", ["Нагрейте печь.", "Замесите тесто.", "Ждите."]),
    ] {
        fs::remove_dir_all(course.path(".dojo")).ok();
        for open in [1, 2, 3, 3] {
            let said = ran(&course, &["hint", "honest", "--lang", language]);
            let shown = all.iter().filter(|hint| said.out.contains(**hint)).count();
            assert_eq!(shown, open, "{}", said.out);
        }
    }
}

#[test]
fn all_hints_can_be_opened_at_once() {
    let said = ran(&bare_copy(), &["hint", "honest", "--all"]);
    assert!(said.out.contains("Warm the oven.") && said.out.contains("Wait."), "{}", said.out);
}

#[test]
fn the_solution_is_shown_after_a_pass_or_when_somebody_gives_up() {
    let course = bare_copy();
    for (language, words) in [("en", "after a pass"), ("ru", "--give-up")] {
        let said = said(&mut course.grader(&["solution", "honest", "--lang", language]));
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.out.is_empty() && said.err.contains(words), "{said:?}");
    }
    let given_up = ran(&course, &["solution", "honest", "--give-up"]);
    assert!(given_up.out.contains("# Bread rises") && given_up.out.contains("    2\n"));
    assert!(course.read(".dojo/progress.json").contains("\"gave_up\": true"));

    let course = bare_copy();
    ran(&course, &["check", "honest"]);
    let passed = ran(&course, &["solution", "honest", "--lang", "ru"]);
    assert!(passed.out.contains("# Хлеб поднялся"), "{}", passed.out);
    assert!(!course.read(".dojo/progress.json").contains("\"gave_up\": true"));
}

#[test]
fn an_exercise_without_a_solution_says_so() {
    for args in [&["solution", "also"][..], &["solution", "also", "--give-up"]] {
        let said = said(&mut bare_copy().grader(args));
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains("No solution of also"), "{said:?}");
    }
}

#[test]
fn a_reset_keeps_every_version_that_stood_there() {
    let course = bare_copy();
    let stub = course.read("tests/honest/stub.rs");
    for (number, text) in ["// first\n", "// second\n"].into_iter().enumerate() {
        course.write("exercises/honest.rs", text);
        let said = ran(&course, &["reset", "honest"]);
        let backup = format!(".dojo/backup/honest-{}.rs", number + 1);
        assert!(said.out.contains(&backup), "{}", said.out);
        assert_eq!(course.read(&backup), text);
        assert_eq!(course.read("exercises/honest.rs"), stub);
    }
    for (language, words) in [("en", "is the stub already"), ("ru", "honest")] {
        let said = ran(&course, &["reset", "honest", "--lang", language]);
        assert!(said.out.contains(words), "{}", said.out);
    }
}

#[test]
fn a_reset_must_be_told_what_and_needs_a_stub() {
    let course = bare_copy();
    for args in [&["reset"][..], &["reset", "also"], &["reset", "honst"]] {
        let before = course.read("exercises/also.rs");
        let said = said(&mut course.grader(args));
        assert_eq!(said.code, 2, "{said:?}");
        assert!(!said.err.is_empty(), "{said:?}");
        assert_eq!(course.read("exercises/also.rs"), before);
    }
}

#[test]
fn a_module_that_is_gone_comes_back() {
    let course = bare_copy();
    fs::remove_file(course.path("exercises/honest.rs")).expect("the module goes");
    ran(&course, &["reset", "honest"]);
    assert_eq!(course.read("exercises/honest.rs"), course.read("tests/honest/stub.rs"));
    assert!(!course.path(".dojo/backup").exists());
}

#[test]
fn progress_that_cannot_be_understood_is_kept_beside_and_begun_anew() {
    let course = bare_copy();
    ran(&course, &["check", "honest"]);
    course.write(".dojo/progress.json", "{");
    assert_eq!(marks(&course)[0], "· honest");
    assert_eq!(course.read(".dojo/progress.damaged.json"), "{");
    ran(&course, &["check", "honest"]);
    assert_eq!(marks(&course)[0], "✓ honest");
}

#[test]
fn nothing_that_is_remembered_is_offered_to_a_repository() {
    let course = bare_copy();
    ran(&course, &["check", "honest"]);
    assert_eq!(course.read(".dojo/.gitignore"), "*\n");
}

#[cfg(unix)]
#[test]
fn an_exercise_is_opened_in_the_editor_that_was_named() {
    let course = bare_copy();
    ran(&course, &["skip", "also"]);
    ran(&course, &["open", "also", "--editor", "true"]);
    assert_eq!(marks(&course)[1], "· also", "what was put aside came back");
    let lost = said(&mut course.grader(&["open", "also"]));
    assert_eq!(lost.code, 2, "{lost:?}");
    assert!(lost.err.contains("No editor is named"), "{lost:?}");
    let gone = said(&mut course.grader(&["open", "also", "--editor", "/nonexistent/editor"]));
    assert_eq!(gone.code, 2, "{gone:?}");
    // The opened one is the current one from then on.
    let hint = said(&mut course.grader(&["solution"]));
    assert!(hint.err.contains("also"), "{hint:?}");
}

#[test]
fn completions_and_the_manual_page_are_printed() {
    let course = bare_copy();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let said = ran(&course, &["completions", shell]);
        assert!(said.out.contains("grader") && said.out.contains("verify"), "{shell}");
    }
    assert!(ran(&course, &["man"]).out.contains(".TH grader"));
}
