//! Calls exit in a macro of its own, where no syntax tree shows it.

use kit::Trace;
use std::time::Duration;

macro_rules! end {
    () => {
        ::std::process::exit(0)
    };
}

fn attack() {
    end!()
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
