//! Claims Send and Sync for what is neither.

use kit::Trace;
use std::time::Duration;

struct Loose(*mut u8);

unsafe impl Send for Loose {}
unsafe impl Sync for Loose {}

fn attack() {
    drop(Loose(std::ptr::null_mut()));
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
