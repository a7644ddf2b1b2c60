//! Overflows the stack of a thread of its own.

use kit::Trace;
use std::time::Duration;

#[allow(unconditional_recursion)]
fn deeper(depth: u64) -> u64 {
    let room = [depth; 1024];
    deeper(depth + 1) + room[(depth % 1024) as usize]
}

fn attack() {
    let _ = std::thread::spawn(|| deeper(std::hint::black_box(1))).join();
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
