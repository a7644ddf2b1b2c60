//! One module that misbehaves in every way: each check of it fails with its own finding, and the
//! honest ones among them pass. No real time is asserted: the names alone say that each hang was
//! ended by its own guard and not by a last resort.

use serde_json::Value;

use super::{
    courses::bakery,
    support::{list, offered, said, text},
};

/// What each check asks for, and the finding that tells it.
const TOLD: [(&str, &str); 17] = [
    ("honest", ""),
    ("endless_loop", "spun"),
    ("yields_for_ever", "spun"),
    ("thread_sleep", "blocked"),
    ("never_woken", "deadlock"),
    ("exits", "exited"),
    ("forges", "exited"),
    ("panic_hook", "exited"),
    ("aborts", "aborted"),
    ("overflows_the_stack", "aborted"),
    ("swallowed_todo", "todo"),
    ("one_timer_after_another", "overdue"),
    ("panics", "panicked"),
    ("starts_a_runtime", "nested-runtime"),
    ("honest_now", ""),
    ("endless_loop_now", "spun"),
    ("waits_now", "overdue"),
];

#[test]
fn every_misbehaviour_has_its_own_finding_and_honest_checks_pass() {
    assert_eq!(told(&[]), expected());
}

#[test]
fn without_fork_every_misbehaviour_has_the_same_finding() {
    assert_eq!(told(&["--no-fork"]), expected());
}

#[test]
fn in_the_sandbox_every_misbehaviour_has_the_same_finding() {
    for tier in offered().into_iter().filter(|tier| *tier > 0) {
        assert_eq!(told(&["--sandbox", &tier.to_string()]), expected(), "tier {tier}");
    }
}

#[test]
fn a_module_that_behaves_passes_with_and_without_fork() {
    for how in [&[][..], &["--no-fork"]] {
        let args = ["check", "trouble", "--from", "solutions", "--fresh"];
        let said = said(bakery().grader(&args).args(how.iter().copied()));
        assert_eq!(said.code, 0, "{said:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_forged_record_is_shown_as_what_it_is_a_print() {
    let check = check("forges", &[]);
    assert!(text(&check["output"]).starts_with("test result: ok. 17 passed"), "{check}");
    assert_eq!(check["finding"]["facts"]["code"], 0, "{check}");
}

fn expected() -> Vec<(String, String)> {
    TOLD.iter().map(|(check, finding)| ((*check).to_owned(), comparable(finding))).collect()
}

/// Where there are no signals and no CPU clocks, findings are vaguer: there it counts only that
/// there is one.
fn comparable(finding: &str) -> String {
    let exact = cfg!(unix) || finding.is_empty();
    if exact { finding } else { "some" }.to_owned()
}

fn told(how: &[&str]) -> Vec<(String, String)> {
    let told = |check: &Value| {
        let (name, finding) = (text(&check["name"]), text(&check["finding"]["id"]));
        let outcome = if finding.is_empty() { "passed" } else { "failed" };
        assert_eq!(check["outcome"], outcome, "{check}");
        (name.to_owned(), comparable(finding))
    };
    list(&verdict(how)["checks"]).iter().map(told).collect()
}

#[cfg(unix)]
fn check(name: &str, how: &[&str]) -> Value {
    let verdict = verdict(how);
    let mut checks = list(&verdict["checks"]).iter();
    checks.find(|check| check["name"] == name).expect("a check of that name").clone()
}

fn verdict(how: &[&str]) -> Value {
    let args = ["check", "trouble", "--from", "submissions/trouble", "--format", "json", "--fresh"];
    let said = said(bakery().grader(&args).args(how.iter().copied()));
    assert_eq!(said.code, 1, "{said:?}");
    said.verdict("trouble")
}
