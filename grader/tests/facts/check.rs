//! `grader check`: the table, the finding that says most, the pictures; for people in two
//! languages and for programs in two forms.

use serde_json::Value;

use super::{
    courses::bakery,
    support::{Said, assert_said, list, said, text},
};

/// Grades `bread` from one of the folders of wrong versions.
fn bread(submission: &str, how: &[&str]) -> Said {
    let folder = format!("submissions/{submission}");
    let args = ["check", "bread", "--from", &folder, "--fresh"];
    said(bakery().grader(&args).args(how))
}

/// The finding that says most, from the document.
fn headline(submission: &str) -> Value {
    let said = bread(submission, &["--format", "json"]);
    assert_eq!(said.code, 1, "{said:?}");
    said.verdict("bread")["findings"][0].clone()
}

fn has_no_colour(text: &str) -> bool {
    !text.contains('\u{1b}')
}

#[test]
fn a_passing_module_is_told_in_both_languages() {
    for language in ["en", "ru"] {
        let args = ["check", "bread", "--from", "solutions", "--fresh", "--lang", language];
        let said = said(&mut bakery().grader(&args));
        assert_eq!(said.code, 0, "{said:?}");
        assert_said!(format!("passing_{language}"), said.out);
    }
}

#[test]
fn a_named_mistake_is_told_with_both_pictures_in_both_languages() {
    for language in ["en", "ru"] {
        let said = bread("in_turn", &["--lang", language]);
        assert_eq!(said.code, 1, "{said:?}");
        assert_said!(format!("named_mistake_{language}"), said.out);
    }
}

#[test]
fn a_stub_is_not_written_yet_in_both_languages() {
    for language in ["en", "ru"] {
        let said = said(&mut bakery().grader(&["check", "bread", "--fresh", "--lang", language]));
        assert_eq!(said.code, 1, "{said:?}");
        assert_said!(format!("stub_{language}"), said.out);
    }
}

#[test]
fn without_a_name_every_exercise_is_graded_in_the_order_of_the_course() {
    let args = ["--from", "solutions", "--fresh"];
    let said = said(bakery().grader(&["check"]).args(args));
    assert_eq!(said.code, 0, "{said:?}");
    assert_said!("whole_course", said.out);
}

#[test]
fn check_is_the_command_when_none_is_named() {
    let said = said(&mut bakery().grader(&[]));
    assert_eq!(said.code, 1, "{said:?}");
    let row = |mark: &str, name: &str| {
        said.out.lines().any(|line| line.starts_with(&format!("{mark} {name}")))
    };
    assert!(row("·", "bread") && row("·", "trouble") && row("·", "crumbs"), "{}", said.out);
}

#[test]
fn prints_of_a_submission_are_shown_without_what_a_terminal_would_obey() {
    let said = bread("noisy", &[]);
    assert!(has_no_colour(&said.out) && !said.out.contains(['\u{7}', '\r']), "{said:?}");
    assert_said!("noisy_en", said.out);
}

#[test]
fn a_panic_is_told_with_its_message_and_place() {
    let finding = headline("panicking");
    assert_eq!(finding["id"], "panicked");
    assert_eq!(finding["place"]["file"], "submissions/panicking/bread.rs");
    assert_eq!(finding["place"]["line"], 8);
    let said = bread("panicking", &[]);
    assert!(has_no_colour(&said.out), "{said:?}");
    assert!(said.out.contains("submissions/panicking/bread.rs:8:5"), "{}", said.out);
}

#[test]
fn an_error_of_the_compiler_is_told_at_the_students_own_place() {
    let finding = headline("broken");
    assert_eq!(finding["id"], "compile-error");
    assert_eq!(finding["facts"]["code"], "E0308");
    assert_eq!(finding["place"]["file"], "submissions/broken/bread.rs");
    assert_eq!(finding["place"]["line"], 8);
    for (language, state) in [("en", "does not compile"), ("ru", "не компилируется")]
    {
        let said = bread("broken", &["--lang", language]);
        assert!(said.out.contains(state), "{}", said.out);
        assert!(said.out.contains("--> submissions/broken/bread.rs:8:22"), "{}", said.out);
        assert!(!said.out.contains("bind.rs") && has_no_colour(&said.out), "{}", said.out);
    }
}

#[test]
fn what_is_no_rust_at_all_is_left_to_the_compiler() {
    let finding = headline("unparsable");
    assert_eq!(finding["id"], "compile-error");
    assert_eq!(finding["place"]["file"], "submissions/unparsable/bread.rs");
}

#[test]
fn a_wrong_signature_is_told_beside_the_promised_one_in_both_languages() {
    for language in ["en", "ru"] {
        let said = bread("wrong_signature", &["--lang", language]);
        assert_eq!(said.code, 1, "{said:?}");
        assert_said!(format!("wrong_signature_{language}"), said.out);
    }
}

#[test]
fn a_missing_item_is_told_by_the_promise_in_both_languages() {
    for language in ["en", "ru"] {
        let said = bread("missing_item", &["--lang", language]);
        assert_eq!(said.code, 1, "{said:?}");
        assert_said!(format!("missing_item_{language}"), said.out);
    }
}

#[test]
fn a_future_that_is_not_send_is_told_at_the_students_own_place() {
    let finding = headline("not_send");
    assert_eq!(finding["id"], "not-send");
    assert_eq!(finding["place"]["file"], "submissions/not_send/bread.rs");
    let said = bread("not_send", &[]);
    assert!(!said.out.contains("bind.rs"), "{}", said.out);
}

#[test]
fn broken_source_rules_are_told_before_anything_is_compiled() {
    let said = bread("banned", &["--format", "json"]);
    let verdict = said.verdict("bread");
    let rule = |finding: &Value| {
        let line = finding["place"]["line"].as_u64().unwrap_or_default();
        format!("{line} {} {}", text(&finding["id"]), text(&finding["facts"]["what"]))
    };
    let rules: Vec<_> = list(&verdict["findings"]).iter().map(rule).collect();
    let broken = ["5 static-mut OVEN", "8 banned tokio::time::pause", "13 banned include_str!"];
    assert_eq!(rules, broken);
    assert!(list(&verdict["checks"]).iter().all(|check| check["outcome"] == "not-run"));
    for language in ["en", "ru"] {
        assert_said!(format!("banned_{language}"), bread("banned", &["--lang", language]).out);
    }
}

#[test]
fn the_document_for_programs_is_stable() {
    let said = bread("in_turn", &["--format", "json"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.is_empty(), "{said:?}");
    assert_said!("document", said.out);
}

#[test]
fn events_come_in_their_order_and_tell_the_same_verdict_as_the_document() {
    let said = bread("in_turn", &["--format", "jsonl"]);
    assert_eq!(said.code, 1, "{said:?}");
    let events = said.events();
    let kinds: Vec<&str> = events
        .iter()
        .map(|event| text(&event["event"]))
        // Only the first run on a machine prepares.
        .filter(|kind| !["preparing", "prepared"].contains(kind))
        .collect();
    let promised =
        ["started", "grading", "checked", "checked", "checked", "checked", "graded", "finished"];
    assert_eq!(kinds, promised);
    let graded = events.iter().find(|event| event["event"] == "graded").expect("a verdict");
    let document = bread("in_turn", &["--format", "json"]).verdict("bread");
    let ids = |verdict: &Value| {
        let findings = list(&verdict["findings"]).iter();
        findings.map(|finding| text(&finding["id"]).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&graded["verdict"]), ids(&document));
    assert_eq!(ids(&document), ["in-turn"]);
}

#[test]
fn colour_is_for_terminals_unless_it_is_wanted_and_never_when_it_is_not() {
    let coloured = |variables: &[(&str, &str)], how: &[&str]| {
        let args = ["check", "bread", "--from", "submissions/broken"];
        let mut command = bakery().grader(&args);
        let said = said(command.args(how).envs(variables.iter().copied()));
        !has_no_colour(&said.out)
    };
    assert!(!coloured(&[], &[]));
    assert!(coloured(&[("CLICOLOR_FORCE", "1")], &[]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], &[]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1")], &["--no-color"]));
}

#[test]
fn a_module_of_another_folder_is_graded_with_the_name_that_was_typed() {
    let report = bread("in_turn", &["--format", "json"]).json();
    assert_eq!(report["source"], "submissions/in_turn");
}
