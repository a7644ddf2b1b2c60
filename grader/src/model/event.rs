//! The one door from grading to showing: facts in the order in which they happened. A stored
//! stream of them can be replayed into any report.

use serde::{Deserialize, Serialize};

use super::{CheckResult, Finding, Score, Verdict};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The checks are being built; `done` of about `total` parts, the last one is `part`.
    Preparing { done: usize, total: usize, part: String },
    /// The checks are built.
    Prepared { millis: u64 },
    /// A submission was taken in. When it is refused, every verdict says so, too.
    Taken {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        refused: Option<Box<Finding>>,
        notes: Vec<Finding>,
    },
    /// Grading begins.
    Started { source: String, exercises: Vec<Planned>, hidden_checks: bool, tier: u8 },
    /// One module is looked at.
    Grading { exercise: String },
    /// One check of it is over.
    Checked { exercise: String, check: Box<CheckResult> },
    /// One module has its verdict.
    Graded { verdict: Box<Verdict> },
    /// Grading is over.
    Finished { score: Score, passed: usize, millis: u64 },
}

/// An exercise that will be graded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    pub exercise: String,
    pub points: u32,
    pub checks: usize,
}
