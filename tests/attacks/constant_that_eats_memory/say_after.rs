//! Makes a constant of many gigabytes.

use kit::Trace;
use std::time::Duration;

const fn eat() -> u64 {
    let room = [1_u64; 1 << 32];
    room[7]
}

pub static A: u64 = eat();

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
