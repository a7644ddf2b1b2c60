//! Reaches for the binding around it, through a macro that never writes the path down.

use kit::Trace;
use std::time::Duration;

macro_rules! up {
    ($($word:tt)*) => { fn attack() { let _ = $($word)*::Bound; } };
}

up!(self::r#super);

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
