//! Is right, and prints a report of its own besides; it gets what right answers get.

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
    println!("{{\"schema\":\"async-dojo/report/1\",\"points\":\"999\",\"of\":2,\"passed\":true,\"exercises\":[]}}");
    println!("::set-output name=points::999");
}
