//! Fills its timeline with a hundred thousand marks.

use kit::Trace;
use std::time::Duration;

fn attack() {
    let trace = Trace::start();
    for number in 0..100_000 {
        trace.mark("mark", &number.to_string());
    }
    println!("{}", trace.snapshot().len());
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
