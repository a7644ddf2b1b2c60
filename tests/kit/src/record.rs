//! What a check's process says of its check: plain facts that travel as one line of JSON.
//! Which sentence tells them to a student is decided elsewhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How one check ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "kebab-case")]
pub enum End {
    Passed,
    /// The check saw something else than promised.
    Mistaken(Mistake),
    /// The student's code (or the check) panicked.
    Panicked(Panic),
    /// Nothing was runnable and no timer was set.
    Deadlocked {
        open: Vec<String>,
    },
    /// One poll held the thread without computing.
    Blocked {
        millis: u64,
    },
    /// The thread computed without ever waiting.
    Spun {
        millis: u64,
    },
    /// No answer in time, and neither of the two above could be seen.
    Overdue {
        millis: u64,
    },
    /// The process ended before the check did.
    Exited {
        code: i32,
    },
    /// The process was killed by a signal.
    Killed {
        signal: i32,
    },
}

impl End {
    pub fn passed(&self) -> bool {
        matches!(self, End::Passed)
    }

    /// Endings that depend on real time; they are believed only when seen twice.
    pub fn wants_a_second_look(&self) -> bool {
        matches!(self, End::Blocked { .. })
    }
}

/// What a check saw instead of what was promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mistake {
    /// The finding that tells it: a misconception of the exercise, or `differs`.
    pub finding: String,
    /// The evidence, by the names that the finding's sentence uses.
    #[serde(default)]
    pub facts: BTreeMap<String, Fact>,
}

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Fact {
    Number(i64),
    Text(String),
}

/// The line that a check's process writes, once, when its check is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Proof that the line comes from the check and not from what it checks.
    pub token: String,
    #[serde(flatten)]
    pub seen: Seen,
}

/// What was seen of one check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub end: End,
    /// The snapshot of the check's timeline, when it recorded one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<String>,
    /// Panics anywhere in the process, also those that a task swallowed; the first few.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub panics: Vec<Panic>,
}

/// One panic as its hook saw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panic {
    pub message: String,
    /// `file:line:column`
    pub location: Option<String>,
}

/// What the host is asked, as one line on its standard input.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Request {
    pub token: String,
    pub exercise: String,
    /// The compiled submission.
    pub library: String,
    pub checks: Vec<String>,
    /// How many checks may run side by side.
    pub at_once: usize,
    /// Whether a check's process is forked, where there is fork.
    pub fork: bool,
    /// How a check's process is locked in; `None` where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confinement: Option<Confinement>,
}

/// What is left to a confined check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confinement {
    /// The one folder with files.
    pub folder: Option<String>,
}

/// What the host answers: one line for every check, in the order in which they end.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    Checked(Checked),
    /// The library could not be loaded: the grader's trouble, not the student's.
    Refused(String),
    Done,
}

/// One check that is over.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Checked {
    pub token: String,
    pub check: String,
    #[serde(flatten)]
    pub seen: Seen,
    /// Real time, for the report only.
    pub micros: u64,
    /// The beginning of what the check's process printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub output: String,
}

/// One exercise in the host's table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    pub name: String,
    pub checks: Vec<ListedCheck>,
}

/// What is known of a check before it runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedCheck {
    pub name: String,
    pub hidden: bool,
    /// Whether its timeline must equal the stored one.
    pub compared: bool,
}

impl Mistake {
    pub fn new(finding: &str) -> Mistake {
        Mistake { finding: finding.to_owned(), facts: BTreeMap::new() }
    }

    /// The same mistake with one more piece of evidence.
    #[must_use]
    pub fn with(mut self, name: &str, fact: impl Into<Fact>) -> Mistake {
        self.facts.insert(name.to_owned(), fact.into());
        self
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Fact {
        Fact::Text(text.to_owned())
    }
}

impl From<String> for Fact {
    fn from(text: String) -> Fact {
        Fact::Text(text)
    }
}

/// A length of time is told in whole milliseconds.
impl From<std::time::Duration> for Fact {
    fn from(time: std::time::Duration) -> Fact {
        Fact::Number(i64::try_from(time.as_millis()).unwrap_or(i64::MAX))
    }
}

macro_rules! number_facts {
    ($($number:ty),*) => {$(
        impl From<$number> for Fact {
            fn from(number: $number) -> Fact {
                Fact::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )*};
}

number_facts!(u8, u16, u32, u64, usize, i32, i64);
