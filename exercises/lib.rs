//! The exercises, one module each. The grader compiles every module on its own; this list is for
//! your editor, so that it sees them all.
#![allow(unused, reason = "a stub uses nothing yet")]

pub mod gather;
pub mod say_after;
pub mod shield;
pub mod threadsafe;
pub mod timeouts;
pub mod upload;
