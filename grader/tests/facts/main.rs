//! The grader's facts, seen from outside: the built program on the real course and on tiny ones.

mod archives;
#[cfg(unix)]
mod attacks;
mod check;
mod courses;
mod disk;
#[cfg(unix)]
mod faults;
mod foreign;
mod intake;
mod matrix;
mod misbehaviour;
mod modules;
mod other_commands;
mod pack;
mod page;
mod preparing;
mod references;
mod sandbox;
mod support;
#[cfg(unix)]
mod terminal;
mod tidy;
mod usage;
mod verify;
#[cfg(unix)]
mod watch;
mod way;
mod whole;
