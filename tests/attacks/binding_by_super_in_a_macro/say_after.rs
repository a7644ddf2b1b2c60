//! Reaches for the binding around it in a macro.

use kit::Trace;
use std::time::Duration;

macro_rules! reach {
    () => {
        super::Bound
    };
}

fn attack() {
    let _ = reach!();
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
