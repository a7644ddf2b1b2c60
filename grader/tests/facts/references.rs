//! The stored timelines are what the references draw. insta writes them, from the references
//! alone: `INSTA_UPDATE=always cargo test -p grader --test facts references_draw`.

use std::path::Path;

use serde_json::Value;

use super::{
    courses::{bakery, fixture},
    support::{grader, list, root, said, text},
};

/// A picture of more lines than this explains nothing to anybody.
const LONGEST: usize = 200;
/// The name of one exercise, to write the timelines of no other.
const ONLY: &str = "DOJO_ONLY";

#[test]
fn references_draw_the_stored_timelines() {
    let only = std::env::var(ONLY).ok();
    let mut args = vec!["check", "--from", "solutions", "--format", "json", "--fresh"];
    args.extend(only.as_deref());
    let output = grader(&args).output().expect("the grader starts");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|why| {
        panic!("no report: {why}\n{}", String::from_utf8_lossy(&output.stderr))
    });
    for exercise in list(&report["exercises"]) {
        let name = text(&exercise["exercise"]);
        let folder = root().join("tests").join(name).join("snapshots");
        let drawn = |check: &&Value| {
            check["trace"].as_str().is_some_and(|trace| trace.lines().count() <= LONGEST)
        };
        for check in list(&exercise["checks"]).iter().filter(drawn) {
            is_stored(check, &folder);
        }
    }
}

#[test]
fn the_bakerys_reference_draws_its_stored_timeline() {
    let args = ["check", "bread", "--from", "solutions", "--format", "json", "--fresh"];
    let verdict = said(&mut bakery().grader(&args)).verdict("bread");
    let check = list(&verdict["checks"]).iter().find(|check| check["name"] == "side_by_side");
    let folder = fixture("bakery").join("tests/bread/snapshots");
    is_stored(check.expect("a check of that name"), &folder);
}

fn is_stored(check: &Value, folder: &Path) {
    insta::with_settings!({
        snapshot_path => folder,
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(text(&check["name"]), text(&check["trace"]));
    });
}
