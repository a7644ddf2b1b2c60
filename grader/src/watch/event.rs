//! Everything that can happen to the screen, and everything that it can ask for.

use crate::{
    course::Solution,
    model::{self, Language, Progress, Verdict},
};

/// Keys, saves, news of grading, the size of the window: one type for all of them.
#[derive(Debug)]
pub enum Event {
    Key(Key),
    Resized(u16, u16),
    /// A module says something else than before; nothing is its hash when it is gone.
    Saved {
        exercise: String,
        source: Option<String>,
    },
    /// Something happened in a run.
    Graded {
        run: u64,
        event: model::Event,
    },
    /// A run came to its end.
    Over {
        run: u64,
        how: Over,
    },
    /// What is remembered changed.
    Remembered(Progress),
    /// What was asked for by [`Order::Open`].
    Opened(Box<Pages>),
    /// Something to be said in one line: a sentence and what it is filled with.
    Told(Notice),
    /// Time goes by.
    Tick,
    /// The system wants the program to end.
    Quit,
}

/// How a run ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Over {
    Done,
    /// A newer run took its place: neither a verdict nor an error.
    Stopped,
    /// The grader or the machine failed, not the submission.
    Failed(String),
}

/// A key, whatever the terminal calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    Char(char),
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
    Enter,
    Backspace,
    Escape,
    /// Ctrl+C, which means the same everywhere.
    Interrupt,
}

/// A line to be said: the key of its sentence, and one blank that it may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    pub key: &'static str,
    pub what: String,
}

impl Notice {
    pub fn new(key: &'static str, what: impl Into<String>) -> Notice {
        Notice { key, what: what.into() }
    }
}

/// What an exercise has to read, in every language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    pub exercise: String,
    /// In the order of [`Language::ALL`].
    pub texts: [Reading; Language::ALL.len()],
    /// The reference and what to take away, where they came along with the course.
    pub solution: Option<Solution>,
    /// Why a solution that came along cannot be read.
    pub unreadable: Option<Notice>,
    /// Whether there is a stub to be put back.
    pub can_reset: bool,
}

/// The pages of an exercise in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    pub statement: String,
    pub hints: Vec<String>,
}

/// What the state wants done. It is done outside, and what comes of it is an event.
#[derive(Debug, PartialEq, Eq)]
pub enum Order {
    /// Grade these, instead of whatever is being graded.
    Grade {
        run: u64,
        exercises: Vec<String>,
    },
    Open {
        exercise: String,
    },
    Remember(Change),
    Edit {
        exercise: String,
    },
    Reset {
        exercise: String,
    },
    Quit,
}

/// A change of what is remembered.
#[derive(Debug, PartialEq, Eq)]
pub enum Change {
    Current(String),
    Hints {
        exercise: String,
        opened: usize,
    },
    /// Put aside, or open again.
    Skipped {
        exercise: String,
        skipped: bool,
    },
    Passed(Box<Verdict>),
}
