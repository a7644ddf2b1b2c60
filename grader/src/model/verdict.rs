//! The verdict on one exercise of one submission. What it says is derived from what the checks
//! said; nobody sets it.

use serde::{Deserialize, Serialize};

use super::{Finding, Score};

/// What became of one check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    Passed,
    Failed,
    /// Never started: the submission did not come so far.
    NotRun,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckResult {
    pub name: String,
    pub hidden: bool,
    pub outcome: Outcome,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finding: Option<Finding>,
    /// The timeline that was recorded, as a snapshot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<String>,
    /// The timeline of the reference.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// The beginning of what the submission printed during the check.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub output: String,
    /// Real time; it judges nothing.
    pub micros: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub exercise: String,
    pub points: u32,
    /// The hash of what was graded; nothing when it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Every check of the exercise, in its order.
    pub checks: Vec<CheckResult>,
    /// Why no check ran, when none did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub obstacle: Option<Finding>,
    /// What was found, the most specific first.
    pub findings: Vec<Finding>,
    /// What the compiler warned of, when it may explain a failure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Finding>,
    /// Real time from the file to the verdict; it judges nothing.
    pub millis: u64,
    /// Whether this verdict was kept from an earlier run on the same file and checks.
    #[serde(default)]
    pub kept: bool,
}

impl Verdict {
    pub fn checks_passed(&self) -> usize {
        self.checks.iter().filter(|check| check.outcome == Outcome::Passed).count()
    }

    pub fn score(&self) -> Score {
        Score::of_checks(self.points, self.checks_passed(), self.checks.len())
    }

    pub fn passed(&self) -> bool {
        // Not by the score: an exercise may be worth no points, and then every score is full.
        let passed = self.checks_passed();
        self.obstacle.is_none() && passed > 0 && passed == self.checks.len()
    }

    /// The finding that says most.
    pub fn headline(&self) -> Option<&Finding> {
        self.findings.first()
    }

    pub fn check(&self, name: &str) -> Option<&CheckResult> {
        self.checks.iter().find(|check| check.name == name)
    }

    /// The check whose picture explains the headline: the one that saw it, or else the first
    /// failed one that recorded a timeline.
    pub fn pictured(&self) -> Option<&CheckResult> {
        let told = self.headline().and_then(|finding| self.check(finding.check.as_deref()?));
        let failed = || self.checks.iter().find(|check| check.is_failed_with_picture());
        told.filter(|check| check.trace.is_some()).or_else(failed)
    }
}

impl CheckResult {
    fn is_failed_with_picture(&self) -> bool {
        self.outcome == Outcome::Failed && self.trace.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, outcome: Outcome) -> CheckResult {
        CheckResult {
            name: name.to_owned(),
            hidden: false,
            outcome,
            finding: None,
            trace: None,
            expected: None,
            output: String::new(),
            micros: 0,
        }
    }

    fn verdict(checks: Vec<CheckResult>) -> Verdict {
        Verdict {
            exercise: "bread".to_owned(),
            points: 4,
            source: None,
            checks,
            obstacle: None,
            findings: Vec::new(),
            warnings: Vec::new(),
            millis: 0,
            kept: false,
        }
    }

    #[test]
    fn a_check_that_did_not_run_gives_no_points() {
        let verdict = verdict(vec![check("a", Outcome::Passed), check("b", Outcome::NotRun)]);
        assert_eq!(verdict.score().points(), "2");
        assert!(!verdict.passed());
    }

    #[test]
    fn an_exercise_that_is_worth_nothing_is_not_passed_by_that() {
        let failed = verdict(vec![check("a", Outcome::Failed)]);
        assert!(!Verdict { points: 0, ..failed }.passed());
    }

    #[test]
    fn an_exercise_without_checks_is_not_passed() {
        assert!(!verdict(Vec::new()).passed());
    }
}
