//! `grader watch`: one screen that follows a student's saves. What is shown is a state without
//! a terminal (`app`, `update`) and a picture of it (`draw`); the terminal, the files and the
//! grading around them are in `drive`. Sentences are the reader's language's, nothing is judged
//! here.

mod app;
mod draw;
mod drive;
mod event;
mod key;
mod update;

#[cfg(test)]
mod tests;

pub use drive::{Setup, WatchError, run};
