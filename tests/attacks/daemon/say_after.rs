//! Starts a process in a session of its own, which outlives its check.

use kit::Trace;
use std::time::Duration;

/// An import that nobody can read in the source.
macro_rules! bring {
    ($($name:ident)*) => { use $($name)::*; };
}

fn attack() {
    bring!(std process Command);
    let script = "(setsid sleep 300 @MARK@ &) ; setsid sh -c 'sleep 300; : @MARK@' &";
    if Command::new("/bin/sh").args(["-c", script]).env_clear().spawn().is_ok() {
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
