//! Defines a symbol that everybody else would call.

use kit::Trace;
use std::time::Duration;

#[unsafe(no_mangle)]
pub fn malloc(_size: usize) -> *mut u8 {
    std::ptr::null_mut()
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
