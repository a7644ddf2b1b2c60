//! Asks for the sizes of files by the methods of a path, which a tier without mounts of its own cannot refuse.

use kit::Trace;
use std::time::Duration;

use std::path::Path;

fn attack() {
    if Path::new("@ROOT@/tests/say_after/hidden.rs").metadata().is_ok_and(|found| found.len() > 0) {
        println!("stolen-@MARK@");
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
