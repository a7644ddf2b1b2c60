//! The grader's facts, seen from outside: the built program on the real course and on tiny ones.

mod matrix;
mod references;
mod support;
mod tidy;
