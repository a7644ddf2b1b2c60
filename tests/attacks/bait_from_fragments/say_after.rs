//! Has the compiler quote private files in its errors.

use kit::Trace;
use std::time::Duration;

macro_rules! call {
    ($name:ident $($path:literal),*) => { $(const _: () = $name!($path);)* };
}

call!(include @BAIT@);

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
