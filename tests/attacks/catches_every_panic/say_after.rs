//! Catches its own panics, goes on, and panics in what it caught.

use kit::Trace;
use std::time::Duration;

struct Payload;

impl Drop for Payload {
    fn drop(&mut self) {
        panic!("the payload too");
    }
}

fn attack() {
    let caught = std::panic::catch_unwind(|| std::panic::panic_any(Payload));
    let _ = std::panic::catch_unwind(move || drop(caught));
    std::panic::resume_unwind(Box::new(Payload));
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
