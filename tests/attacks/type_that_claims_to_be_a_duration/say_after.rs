//! Gives a type of its own in place of the promised one.

use kit::Trace;
use std::time::Duration;

pub struct Duration_;

impl PartialEq<std::time::Duration> for Duration_ {
    fn eq(&self, _other: &std::time::Duration) -> bool {
        true
    }
}

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
