//! Has macros of its own with the names of the usual ones.

use kit::Trace;
use std::time::Duration;

#[allow(unused_macros)]
macro_rules! assert {
    ($($any:tt)*) => {};
}
#[allow(unused_macros)]
macro_rules! assert_eq {
    ($($any:tt)*) => {};
}
#[allow(unused_macros)]
macro_rules! matches {
    ($($any:tt)*) => { true };
}
#[allow(unused_macros)]
macro_rules! vec {
    ($($any:tt)*) => { ::std::vec::Vec::new() };
}

fn attack() {
    assert!(false);
    assert_eq!(1, 2);
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
