//! Starts a hundred thousand threads.

use kit::Trace;
use std::time::Duration;

fn attack() {
    let started = (0..100_000).map_while(|_| {
        std::thread::Builder::new().stack_size(16 << 10).spawn(std::thread::park).ok()
    });
    println!("{}", started.count());
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
