//! Asks the runtime how many tasks there are, and hides its own in a thread.

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
    let alive = tokio::runtime::Handle::current().metrics().num_alive_tasks();
    std::thread::spawn(move || {
        std::thread::park();
        println!("{alive}");
    });
}
