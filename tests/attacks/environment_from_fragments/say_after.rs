//! Has secrets of the job compiled in, through a macro that is never named with its sign.

use kit::Trace;
use std::time::Duration;

macro_rules! call {
    ($name:ident $variable:literal) => { $name!($variable) };
}

fn attack() {
    println!("{}", call!(env "DOJO_SECRET"));
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
