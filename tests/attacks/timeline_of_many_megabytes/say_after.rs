//! Fills the timeline of a check with five thousand long marks, more than a record may hold.

use kit::Trace;
use std::time::Duration;

fn attack() {}

fn fill(trace: &Trace) {
    let long = "x".repeat(1000);
    for number in 0..5_000 {
        trace.mark("mark", &format!("{number} {long}"));
    }
}

pub async fn say_after(trace: &Trace, _delay: Duration, _what: &str) {
    attack();
    fill(trace);
}

pub async fn sequential_main(trace: &Trace) -> Duration {
    fill(trace);
    Duration::ZERO
}

pub async fn concurrent_main(trace: &Trace) -> Duration {
    fill(trace);
    Duration::ZERO
}

pub async fn sleep_with_result<T>(_delay: Duration, result: T) -> T {
    attack();
    result
}
