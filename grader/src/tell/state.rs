//! A verdict in a few words.

use crate::{
    model::{Score, Verdict},
    text::{Args, Texts},
};

/// A verdict at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Good,
    /// Not written yet: nothing to be red about.
    Open,
    Bad,
}

impl Mark {
    pub fn sign(self) -> &'static str {
        match self {
            Mark::Good => "✓",
            Mark::Open => "·",
            Mark::Bad => "✗",
        }
    }
}

pub fn mark(verdict: &Verdict) -> Mark {
    let todo = verdict.headline().is_some_and(|finding| finding.id == "todo");
    match verdict {
        verdict if verdict.passed() => Mark::Good,
        _ if todo => Mark::Open,
        _ => Mark::Bad,
    }
}

/// The verdict in a few words.
pub fn state(texts: &Texts, verdict: &Verdict) -> String {
    const FILE: [&str; 7] =
        ["folder", "special", "link", "shared", "too-large", "not-utf8", "unreadable"];
    let failed = verdict.checks.len() - verdict.checks_passed();
    match (&verdict.obstacle, verdict.headline()) {
        _ if verdict.passed() => texts.say("state-passed"),
        (Some(obstacle), _) if obstacle.id == "missing" => texts.say("state-missing"),
        (Some(obstacle), _) if obstacle.is_of_compiler() => texts.say("state-not-compiling"),
        (Some(obstacle), _) if FILE.contains(&obstacle.id.as_str()) => texts.say("state-not-read"),
        (Some(_), _) => texts.say("state-refused"),
        (None, Some(finding)) if finding.id == "todo" => match verdict.checks_passed() {
            0 => texts.say("state-not-written"),
            _ => texts.say("state-begun"),
        },
        (None, _) => {
            texts.say_with("state-failed", &Args::from([("failed".to_owned(), failed.into())]))
        }
    }
}

/// The points that were reached, as a number of the language.
pub fn points(texts: &Texts, score: Score) -> String {
    texts.number(&score.points())
}

pub fn seconds(texts: &Texts, millis: u64) -> String {
    let seconds = texts.number(&format!("{}.{:02}", millis / 1000, millis % 1000 / 10));
    texts.say_with("table-seconds", &Args::from([("seconds".to_owned(), seconds.into())]))
}
