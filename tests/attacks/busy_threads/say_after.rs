//! Computes in many threads, to slow everybody else; its answers are right.

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
    for _ in 0..8 {
        std::thread::spawn(|| loop {
            std::hint::spin_loop();
        });
    }
}
