//! Has types and traits of its own with the names of the usual ones.

use kit::Trace;
use std::time::Duration;

pub struct Option;
pub struct Result;
pub struct Box;
pub trait Future {}
pub mod std_ {}

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
