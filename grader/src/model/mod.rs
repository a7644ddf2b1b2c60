//! The words of the course as types, and the arithmetic on them. No I/O, no sentences.

pub mod build;
pub mod diagnostic;
pub mod event;
pub mod exercise;
pub mod finding;
pub mod progress;
pub mod score;
pub mod verdict;

pub use build::{Build, Linker};
pub use diagnostic::{Diagnostic, Level};
pub use event::Event;
pub use exercise::{Chapter, Course, Exercise, Language, Need, Titled};
pub use finding::{Finding, Place};
pub use progress::{Progress, Standing, Track};
pub use score::Score;
pub use verdict::{CheckResult, Outcome, Verdict};
