//! Panics in a Drop during another panic, which aborts.

use kit::Trace;
use std::time::Duration;

struct Again;

impl Drop for Again {
    fn drop(&mut self) {
        panic!("again");
    }
}

fn attack() {
    let _again = Again;
    panic!("once");
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
