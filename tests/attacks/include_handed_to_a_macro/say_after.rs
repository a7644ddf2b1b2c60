//! Hands the macro that reads a file to another one.

use kit::Trace;
use std::time::Duration;

macro_rules! call {
    ($name:ident $path:literal) => { $name!($path) };
}

fn attack() {
    println!("{}", call!(include_str "@ROOT@/tests/say_after/hidden.rs"));
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
