//! M4: one phrase is made for later and forgotten.
//! fails: sequential_three_seconds
//! tells: never-awaited
//! also: sequential_takes_three_seconds, both_wait_at_once, concurrent_two_seconds, nothing_left_running

use kit::Trace;
use std::time::Duration;
use tokio::time::{Instant, sleep};

pub async fn say_after(trace: &Trace, delay: Duration, what: &str) {
    sleep(delay).await;
    trace.mark("say", what);
}

pub async fn sequential_main(trace: &Trace) -> Duration {
    trace.mark("main", "started");
    let begin = Instant::now();
    let _world = say_after(trace, Duration::from_secs(2), "world");
    say_after(trace, Duration::from_secs(1), "hello").await;
    trace.mark("main", "finished");
    begin.elapsed()
}

pub async fn concurrent_main(trace: &Trace) -> Duration {
    trace.mark("main", "started");
    let begin = Instant::now();
    let _world = say_after(trace, Duration::from_secs(2), "world");
    say_after(trace, Duration::from_secs(1), "hello").await;
    trace.mark("main", "finished");
    begin.elapsed()
}

pub async fn sleep_with_result<T>(delay: Duration, result: T) -> T {
    sleep(delay).await;
    result
}
