//! Leaves a blocking task behind that a runtime would wait for, and that keeps virtual time from moving.

use kit::Trace;
use std::time::Duration;

mod honest {
@SOLUTION say_after@
}

pub use honest::{concurrent_main, sequential_main};

pub async fn say_after(trace: &Trace, delay: Duration, what: &str) {
    attack();
    honest::say_after(trace, delay, what).await;
}

pub async fn sleep_with_result<T>(delay: Duration, result: T) -> T {
    attack();
    honest::sleep_with_result(delay, result).await
}

fn attack() {
    drop(std::thread::spawn(std::thread::park));
    drop(tokio::task::spawn_blocking(std::thread::park));
}
