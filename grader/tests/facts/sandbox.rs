//! The sandbox seen from outside: what is asked for is kept or nothing is graded. What it stands
//! against is tried by the attacks.

use serde_json::Value;

use super::{
    courses::bakery,
    support::{Said, offered, said},
};

fn honest(how: &[&str]) -> Said {
    let args = ["check", "--from", "solutions", "--fresh", "--format", "json"];
    said(bakery().grader(&args).args(how))
}

#[test]
fn an_honest_submission_passes_at_every_tier_and_the_report_names_it() {
    for tier in offered() {
        let said = honest(&["--sandbox", &tier.to_string()]);
        assert_eq!((said.code, &said.json()["tier"]), (0, &Value::from(tier)), "{said:?}");
    }
}

#[test]
fn without_a_wish_nothing_is_promised() {
    assert_eq!(honest(&[]).json()["tier"], 0);
}

#[test]
fn a_tier_that_is_required_is_reached() {
    let best = offered().last().copied().unwrap_or(0);
    let said = honest(&["--require-sandbox", &best.to_string()]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.json()["tier"].as_u64() >= Some(best.into()), "{said:?}");
}

/// With fork alone checks can be locked in, and nothing less is taken for it.
#[test]
fn what_cannot_be_locked_in_is_not_graded() {
    if offered().contains(&1) {
        let said = honest(&["--sandbox", "1", "--no-fork"]);
        assert_eq!(said.code, 3, "{said:?}");
        assert!(said.err.contains("only forked checks can be locked in"), "{said:?}");
    }
}

#[test]
fn a_tier_that_does_not_exist_is_a_wrong_command_line() {
    let said = honest(&["--sandbox", "3"]);
    assert_eq!(said.code, 2, "{said:?}");
}

/// Within a sandbox there are no further namespaces: a machine without tier 2.
#[cfg(target_os = "linux")]
#[test]
fn a_machine_without_the_tier_grades_nothing_and_says_why() {
    if !offered().contains(&1) {
        return;
    }
    for (wish, language, sentence) in [
        ("--sandbox", "en", "There is no sandbox of tier 2 here: namespaces: "),
        ("--require-sandbox", "ru", "Песочницы уровня 2 здесь нет: namespaces: "),
    ] {
        let course = bakery();
        let policy = serde_json::json!({
            "tier": 1, "read": ["/"], "write": [course.built, course.folder], "folder": "/",
            "memory_folder": null, "alone": false,
            "limits": { "cpu": 0, "memory": 0, "file": 0, "open": 0 },
        });
        let grader = env!("CARGO_BIN_EXE_grader");
        let args =
            ["confined", &policy.to_string(), grader, "--lang", language, "check", wish, "2"];
        let said = said(&mut course.grader(&args));
        assert_eq!(said.code, 3, "{said:?}");
        assert!(said.err.contains(sentence) && said.out.is_empty(), "{said:?}");
    }
}

#[test]
fn the_doctor_tells_what_there_is_in_both_languages() {
    for (language, words) in [
        ("en", ["toolchain", "3 exercises in", "built and up to date", "sandbox", "GB free in"]),
        ("ru", ["компилятор", "3 упражнения в", "собраны", "песочница", "ГБ в"]),
    ] {
        let course = bakery();
        honest(&[]);
        let said = said(&mut course.grader(&["doctor", "--lang", language]));
        assert_eq!(said.code, 0, "{said:?}");
        assert!(words.iter().all(|word| said.out.contains(word)), "{said:?}");
    }
}

#[test]
fn the_doctor_says_what_is_missing() {
    let said = said(bakery().grader(&["doctor"]).env("DOJO_SYSROOT", "/nonexistent"));
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.out.contains("✗ toolchain   No Rust compiler at /nonexistent"), "{said:?}");
}
