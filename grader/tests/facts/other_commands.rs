//! `grader list`, `show` and `timeline`, in both languages.

use std::fs;

use super::{
    courses::bakery,
    support::{assert_said, said},
};

#[test]
fn exercises_are_listed_chapter_by_chapter_in_both_languages() {
    for language in ["en", "ru"] {
        let said = said(&mut bakery().grader(&["list", "--lang", language]));
        assert_eq!(said.code, 0, "{said:?}");
        assert_said!(format!("list_{language}"), said.out);
    }
}

#[test]
fn a_statement_is_shown_without_its_hints_in_both_languages() {
    for language in ["en", "ru"] {
        let said = said(&mut bakery().grader(&["show", "bread", "--lang", language]));
        assert_eq!(said.code, 0, "{said:?}");
        assert_said!(format!("show_{language}"), said.out);
    }
}

#[test]
fn a_failed_checks_timeline_is_drawn_beside_the_expected_one_in_both_languages() {
    for language in ["en", "ru"] {
        let args = ["timeline", "bread", "--from", "submissions/in_turn", "--lang", language];
        let said = said(&mut bakery().grader(&args));
        assert_eq!(said.code, 1, "{said:?}");
        assert_said!(format!("timeline_{language}"), said.out);
    }
}

#[test]
fn a_check_without_a_stored_timeline_is_drawn_alone() {
    let args = ["timeline", "bread", "--check", "in_order", "--from", "solutions"];
    let said = said(&mut bakery().grader(&args));
    assert_eq!(said.code, 0, "{said:?}");
    assert_said!("timeline_alone", said.out);
}

#[test]
fn a_drawing_is_written_with_both_timelines() {
    let folder = tempfile::tempdir().expect("a folder for the drawing");
    let file = folder.path().join("deep/er/bread.svg");
    let args = ["timeline", "bread", "--from", "submissions/in_turn", "--svg"];
    let said = said(bakery().grader(&args).arg(&file));
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.out.contains(&file.display().to_string()), "{said:?}");
    let svg = fs::read_to_string(&file).expect("the drawing");
    for text in ["<svg xmlns=\"http://www.w3.org/2000/svg\"", ">yours<", ">expected<", ">rye<"] {
        assert!(svg.contains(text), "{text}: {svg}");
    }
    assert!(svg.trim_end().ends_with("</svg>"), "{svg}");
}

#[test]
fn an_unknown_check_is_answered_with_those_that_there_are() {
    for (language, there) in [("en", "It has: "), ("ru", "Есть: ")] {
        let args = ["timeline", "bread", "--check", "crust", "--lang", language];
        let said = said(bakery().grader(&args).args(["--from", "solutions"]));
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains(&format!("{there}side_by_side, in_order")), "{}", said.err);
    }
}

#[test]
fn an_exercise_without_timelines_says_so() {
    let said = said(&mut bakery().grader(&["timeline", "crumbs", "--from", "solutions"]));
    assert_eq!(
        (said.code, said.out.as_str()),
        (1, "crumbs: no check of it recorded a timeline.\n")
    );
}

#[test]
fn a_module_that_did_not_run_has_no_timeline() {
    let args = ["timeline", "bread", "--from", "submissions/broken"];
    let said = said(&mut bakery().grader(&args));
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.out.contains("could not be run"), "{}", said.out);
}
