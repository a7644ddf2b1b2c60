//! The grader of async-dojo, in floors: a room imports rooms of lower floors only.
//! The map, with a sentence for every room, is in CONTRIBUTING.md.

#![forbid(unsafe_code)]

// Floor 0: types and arithmetic.
pub mod model;

// Floor 1: leaves, each usable alone.
pub mod archive;
pub mod cache;
pub mod course;
pub mod process;
pub mod sandbox;
pub mod text;
pub mod timeline;

// Floor 2: one stage of grading each, words for what came of them, and what is remembered.
pub mod compile;
pub mod diagnose;
pub mod intake;
pub mod lint;
pub mod machine;
pub mod prepare;
pub mod progress;
pub mod tell;
pub mod worker;

// Floor 3: one submission, from its file to its verdict.
pub mod grade;

// Floor 4: uses of a graded submission.
pub mod author;
pub mod pack;
pub mod report;
pub mod watch;

// Floor 5: the door.
pub mod cli;
