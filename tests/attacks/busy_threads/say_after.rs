//! Computes in many threads, to slow everybody else.

use kit::Trace;
use std::time::Duration;

fn attack() {
    for _ in 0..8 {
        std::thread::spawn(|| loop {
            std::hint::spin_loop();
        });
    }
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
