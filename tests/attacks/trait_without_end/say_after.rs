//! Has a trait solved without end.

use kit::Trace;
use std::time::Duration;

pub trait Deep {}
impl<T> Deep for Vec<T> where Vec<Vec<T>>: Deep {}

fn needs<T: Deep>() {}

pub fn begin() {
    needs::<Vec<u8>>();
}

fn attack() {
    begin();
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
