//! Expands a macro to twice its size, a hundred times.

use kit::Trace;
use std::time::Duration;

macro_rules! more {
    ($x:tt $($any:tt)*) => { more!($($any)* $($any)* y y) };
}

const N: () = { more!(a b c d e f); };

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
