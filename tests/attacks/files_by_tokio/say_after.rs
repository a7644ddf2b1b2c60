//! Reads the hidden checks, by the plain path of tokio.

use kit::Trace;
use std::time::Duration;

fn attack() {
    let read = tokio::fs::read_to_string("@ROOT@/tests/say_after/hidden.rs");
    tokio::spawn(async { println!("{:?}", read.await) });
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
