//! Leaves threads behind that print when their check is over; its answers are right.

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
    std::thread::spawn(|| {
        for _ in 0..10_000 {
            std::thread::yield_now();
            println!("{{\"end\":{{\"how\":\"passed\"}}}}");
        }
    });
}
