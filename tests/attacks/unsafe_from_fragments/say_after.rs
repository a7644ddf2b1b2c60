//! Hands the word unsafe to a macro.

use kit::Trace;
use std::time::Duration;

macro_rules! with {
    ($word:tt $body:block) => { $word $body };
}

fn attack() {
    with!(unsafe { std::hint::unreachable_unchecked() })
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
