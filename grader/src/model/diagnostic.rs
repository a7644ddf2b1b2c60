//! What the compiler said, reduced to what the grader tells of it.

use super::Place;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub level: Level,
    /// `E0308` and its like.
    pub code: Option<String>,
    pub message: String,
    /// The first place in the student's file, if there is any.
    pub place: Option<Place>,
    /// Whether that is what the message is about, and not only a place that it mentions.
    pub is_primary: bool,
    /// rustc's own rendering, with colour codes.
    pub rendered: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The compiler could not do its work, and speaks of no source.
    Trouble,
    Error,
    Warning,
}
