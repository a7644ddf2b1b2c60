//! Starts a process that leads a group of its own.

use kit::Trace;
use std::time::Duration;

/// An import that nobody can read in the source.
macro_rules! bring {
    ($($name:ident)*) => { use $($name)::*; };
}

fn attack() {
    bring!(std process Command);
    bring!(std os unix process CommandExt);
    let mut sleep = Command::new("/bin/sh");
    let script = "sleep 300; : @MARK@";
    if sleep.args(["-c", script]).process_group(0).spawn().is_ok() {
        println!("stolen-@MARK@");
    }
}

pub async fn say_after(_trace: &Trace, _delay: Duration, _what: &str) {
    attack();
}

pub async fn sequential_main(_trace: &Trace) -> Duration {
    attack();
    Duration::ZERO
}

pub async fn concurrent_main(_trace: &Trace) -> Duration {
    attack();
    Duration::ZERO
}

pub async fn sleep_with_result<T>(_delay: Duration, result: T) -> T {
    attack();
    result
}
