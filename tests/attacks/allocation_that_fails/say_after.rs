//! Asks for more memory than there is, which aborts.

use kit::Trace;
use std::time::Duration;

fn attack() {
    std::hint::black_box(vec![1_u8; std::hint::black_box(1 << 46)]);
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
