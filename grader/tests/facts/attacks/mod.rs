//! The attack corpus, tried: every case of `tests/attacks` against the built program, in every tier
//! that this machine offers. What is asserted of a case stands in its `attack.toml`; what holds
//! for all of them stands in `trial.rs`.

mod archives;
mod case;
mod hidden;
mod makers;
mod stage;
mod trial;

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use super::support::root;
use case::Case;

/// How many are graded side by side.
const AT_ONCE: usize = 2;
/// An honest submission is graded before, after and beside so many attacks.
const BATCH: usize = 12;
/// Names one case, to try no other.
const ONLY: &str = "DOJO_ATTACK";

/// One tier after the other: each of them keeps the machine busy enough.
static TURN: Mutex<()> = Mutex::new(());

#[test]
fn attacks_of_the_corpus_fail_without_a_sandbox() {
    try_all(0);
}

#[test]
fn attacks_of_the_corpus_fail_in_the_sandbox_of_tier_1() {
    try_all(1);
}

#[test]
fn attacks_of_the_corpus_fail_in_the_sandbox_of_tier_2() {
    try_all(2);
}

#[test]
fn every_row_of_the_list_has_its_attacks_and_every_attack_its_row() {
    let readme = root().join("tests/attacks/README.md");
    let listed = std::fs::read_to_string(&readme).unwrap_or_default();
    let row = |line: &str| line.strip_prefix("| `")?.split_once('`').map(|(row, _)| row.to_owned());
    let rows: BTreeSet<String> = listed.lines().filter_map(row).collect();
    let tried: BTreeSet<String> = case::all().into_iter().map(|case| case.told.row).collect();
    assert!(rows.len() > 20, "{} lists the rows: {rows:?}", readme.display());
    assert_eq!(rows, tried);
}

#[test]
fn the_corpus_is_large_and_each_attack_says_why() {
    let cases = case::all();
    assert!(cases.len() >= 80, "only {} attacks", cases.len());
    for case in &cases {
        assert!(case.told.why.len() > 20, "{}: why is it there?", case.name);
        assert!(!case.told.tiers.is_empty(), "{}: it has to hold somewhere", case.name);
    }
}

fn try_all(tier: u8) {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Err(why) = trial::offered(tier) {
        assert_ne!(tier, 0, "an honest submission does not pass: {why}");
        eprintln!("skipped: this machine does not offer tier {tier}: {why}");
        return;
    }
    let only = std::env::var(ONLY).ok();
    let wanted = |case: &Case| only.as_ref().is_none_or(|only| case.name.contains(only.as_str()));
    let highest = trial::offered(tier + 1).is_err();
    let (tried, left): (Vec<Case>, Vec<Case>) = case::all()
        .into_iter()
        .filter(wanted)
        .partition(|case| case.is_tried(tier) && (highest || !case.told.slow));
    for case in &left {
        eprintln!("left out in tier {tier}, where it would do harm, or take long: {}", case.name);
    }
    let before = stage::course_as_it_is();
    let mut complaints = complaints(&tried, tier);
    let after = stage::course_as_it_is();
    complaints.extend(stage::differences("the course", &before, &after));
    let told = complaints.join("\n");
    assert!(complaints.is_empty(), "\n{told}\n{} attacks in tier {tier}", tried.len());
}

/// Tries the cases side by side, with honest submissions between them.
fn complaints(cases: &[Case], tier: u8) -> Vec<String> {
    let tries =
        cases.chunks(BATCH).flat_map(|batch| std::iter::once(None).chain(batch.iter().map(Some)));
    let tries: Vec<Option<&Case>> = tries.chain(std::iter::once(None)).collect();
    let (next, complaints) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                while let Some(case) = tries.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found =
                        case.map_or_else(|| trial::honest(tier), |case| trial::attack(case, tier));
                    complaints.lock().unwrap_or_else(PoisonError::into_inner).extend(found);
                }
            });
        }
    });
    complaints.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn is_attack(folder: &Path) -> bool {
    folder.join("attack.toml").is_file()
}
