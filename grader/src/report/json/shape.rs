//! What programs read: the facts of a verdict with what is derived from them, so that no reader
//! derives it again, and every finding with its sentence. A key is there whether or not there is
//! something to say. The table of it is in `docs/json.md`.

use std::collections::BTreeMap;

use kit::record::Fact;
use serde::Serialize;

use crate::{
    model::{self, CheckResult, Finding, Outcome, Place, Verdict, event::Planned},
    tell,
    text::{Args, Texts},
};

/// What was reached and what can be: of an exercise, and of all of them.
#[derive(Serialize)]
pub(super) struct Score {
    checks: usize,
    of_checks: usize,
    points: f64,
    of_points: u64,
}

/// The verdict on one exercise.
#[derive(Serialize)]
pub(super) struct WrittenVerdict<'a> {
    exercise: &'a str,
    passed: bool,
    score: Score,
    /// The hash of what was graded.
    hash: Option<&'a str>,
    /// Why no check ran.
    obstacle: Option<WrittenFinding<'a>>,
    findings: Vec<WrittenFinding<'a>>,
    checks: Vec<WrittenCheck<'a>>,
    warnings: Vec<WrittenFinding<'a>>,
    millis: u64,
    kept: bool,
}

#[derive(Serialize)]
pub(super) struct WrittenCheck<'a> {
    name: &'a str,
    /// What holds when it passes.
    about: Option<String>,
    hidden: bool,
    outcome: Outcome,
    finding: Option<WrittenFinding<'a>>,
    trace: Option<&'a str>,
    expected: Option<&'a str>,
    output: &'a str,
    micros: u64,
}

#[derive(Serialize)]
pub(super) struct WrittenFinding<'a> {
    id: &'a str,
    sentence: String,
    facts: &'a BTreeMap<String, Fact>,
    check: Option<&'a str>,
    place: Option<&'a Place>,
    /// The compiler's own words.
    rendered: Option<String>,
}

/// An exercise that will be graded, and what can be reached with it.
#[derive(Serialize)]
pub(super) struct WrittenPlan<'a> {
    exercise: &'a str,
    of_checks: usize,
    of_points: u32,
}

/// An event, as a line.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub(super) enum Line<'a> {
    Preparing {
        done: usize,
        total: usize,
        part: &'a str,
    },
    Prepared {
        millis: u64,
    },
    Taken {
        refused: Option<WrittenFinding<'a>>,
        notes: Vec<WrittenFinding<'a>>,
    },
    Started {
        schema: &'a str,
        language: &'a str,
        source: &'a str,
        hidden_checks: bool,
        tier: u8,
        exercises: Vec<WrittenPlan<'a>>,
    },
    Grading {
        exercise: &'a str,
    },
    Checked {
        exercise: &'a str,
        check: WrittenCheck<'a>,
    },
    Graded {
        verdict: WrittenVerdict<'a>,
    },
    Finished {
        passed: bool,
        score: Score,
        millis: u64,
    },
}

impl Score {
    pub(super) fn of(verdicts: &[Verdict]) -> Score {
        let score: model::Score = verdicts.iter().map(Verdict::score).sum();
        Score {
            checks: verdicts.iter().map(Verdict::checks_passed).sum(),
            of_checks: verdicts.iter().map(|verdict| verdict.checks.len()).sum(),
            points: points(score),
            of_points: score.of,
        }
    }
}

/// The number whose shortest decimals are exactly the points.
fn points(score: model::Score) -> f64 {
    score.points().parse().unwrap_or_default()
}

pub(super) fn verdict<'a>(texts: &Texts, verdict: &'a Verdict) -> WrittenVerdict<'a> {
    let exercise = &verdict.exercise;
    let findings = |all: &'a [Finding]| {
        all.iter().map(|one| finding(texts, exercise, one)).collect::<Vec<_>>()
    };
    WrittenVerdict {
        exercise,
        passed: verdict.passed(),
        score: Score::of(std::slice::from_ref(verdict)),
        hash: verdict.source.as_deref(),
        obstacle: verdict.obstacle.as_ref().map(|one| finding(texts, exercise, one)),
        findings: findings(&verdict.findings),
        checks: verdict.checks.iter().map(|one| check(texts, exercise, one)).collect(),
        warnings: findings(&verdict.warnings),
        millis: verdict.millis,
        kept: verdict.kept,
    }
}

pub(super) fn check<'a>(texts: &Texts, exercise: &str, check: &'a CheckResult) -> WrittenCheck<'a> {
    WrittenCheck {
        name: &check.name,
        about: texts.of_exercise(exercise, &format!("check-{}", check.name), &Args::new()),
        hidden: check.hidden,
        outcome: check.outcome,
        finding: check.finding.as_ref().map(|one| finding(texts, exercise, one)),
        trace: check.trace.as_deref(),
        expected: check.expected.as_deref(),
        output: &check.output,
        micros: check.micros,
    }
}

pub(super) fn planned(planned: &Planned) -> WrittenPlan<'_> {
    WrittenPlan {
        exercise: &planned.exercise,
        of_checks: planned.checks,
        of_points: planned.points,
    }
}

/// A finding about a submission as a whole.
pub(super) fn of_all<'a>(texts: &Texts, finding: &'a Finding) -> WrittenFinding<'a> {
    self::finding(texts, "", finding)
}

fn finding<'a>(texts: &Texts, exercise: &str, finding: &'a Finding) -> WrittenFinding<'a> {
    // The colours of the compiler's words are for terminals.
    let plain = |text: &String| anstream::adapter::strip_str(text).to_string();
    WrittenFinding {
        id: &finding.id,
        sentence: tell::sentence(texts, exercise, finding),
        facts: &finding.facts,
        check: finding.check.as_deref(),
        place: finding.place.as_ref(),
        rendered: finding.rendered.as_ref().map(plain),
    }
}
