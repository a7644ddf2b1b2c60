//! Calls itself with ever larger types.

use kit::Trace;
use std::time::Duration;

pub fn larger<T: Clone>(value: T, depth: u32) {
    if depth > 0 {
        larger((value.clone(), value), depth - 1);
    }
}

pub fn begin() {
    larger(0_u8, 9);
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
