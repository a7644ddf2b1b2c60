//! Allows itself what the binding forbids.

#![allow(unsafe_code)]

use kit::Trace;
use std::time::Duration;

fn attack() {
    unsafe { std::hint::unreachable_unchecked() }
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
