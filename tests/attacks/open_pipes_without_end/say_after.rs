//! Opens pipes until there is no descriptor left.

use kit::Trace;
use std::time::Duration;

fn attack() {
    let mut open = Vec::new();
    while let Ok(pipe) = std::io::pipe() {
        open.push(pipe);
        if open.len() > 100_000 {
            break;
        }
    }
    println!("{}", open.len());
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
