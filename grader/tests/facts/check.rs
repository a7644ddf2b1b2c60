//! `grader check`: the table, the finding that says most, the pictures; for people in two
//! languages and for programs in two forms.

use std::{collections::BTreeSet, fs};

use serde_json::Value;

use super::{
    courses::bakery,
    support::{Said, assert_said, list, root, said, text},
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
    let line = |kind: &str| {
        let found = events.iter().find(|event| event["event"] == kind);
        timeless(found.expect("such an event"))
    };
    let report = timeless(&bread("in_turn", &["--format", "json"]).json());
    assert_eq!(line("graded")["verdict"], report["exercises"][0]);
    // Checks are over in any order.
    let (checked, checks) = (&line("checked")["check"], &report["exercises"][0]["checks"]);
    assert!(list(checks).contains(checked), "{checked}");
    assert_eq!(line("finished")["score"], report["score"]);
    assert_eq!(line("started")["schema"], report["schema"]);
}

#[test]
fn a_finding_for_programs_has_its_sentence_in_the_language_of_the_run() {
    for (language, words) in [("en", "The loaves took 300 ms"), ("ru", "Буханки заняли 300 мс")]
    {
        let said = bread("in_turn", &["--format", "json", "--lang", language]);
        let finding = said.verdict("bread")["findings"][0].clone();
        assert!(text(&finding["sentence"]).contains(words), "{finding}");
        assert_eq!(finding["facts"]["took"], 300);
        assert_eq!(said.json()["score"]["points"], 4.5, "a number in every language");
    }
    let broken = headline("broken");
    assert!(has_no_colour(text(&broken["rendered"])), "{broken}");
    assert!(!text(&broken["rendered"]).is_empty(), "{broken}");
}

#[test]
fn every_key_for_programs_is_described() {
    let mut keys = BTreeSet::new();
    for submission in ["in_turn", "broken"] {
        keys_of(&bread(submission, &["--format", "json"]).json(), &mut keys);
        for event in bread(submission, &["--format", "jsonl"]).events() {
            keys_of(&event, &mut keys);
        }
    }
    assert!(keys.len() > 30, "{keys:?}");
    for page in ["docs/json.md", "docs/json.ru.md"] {
        let page = fs::read_to_string(root().join(page)).expect("the page");
        let told = |key: &&String| {
            [format!("`{key}`"), format!("\"{key}\"")].iter().any(|k| page.contains(k))
        };
        let untold: Vec<_> = keys.iter().filter(|key| !told(key)).collect();
        assert!(untold.is_empty(), "{untold:?}");
    }
}

/// The keys of a value and of everything in it; what a finding's facts are called is its own.
fn keys_of(value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                keys.insert(name.clone());
                if name != "facts" {
                    keys_of(value, keys);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| keys_of(item, keys)),
        _ => {}
    }
}

/// The same without what a clock said.
fn timeless(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept =
                fields.iter().filter(|(name, _)| !["millis", "micros"].contains(&name.as_str()));
            kept.map(|(name, value)| (name.clone(), timeless(value))).collect()
        }
        Value::Array(items) => items.iter().map(timeless).collect(),
        value => value.clone(),
    }
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
