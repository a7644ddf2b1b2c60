//! M1: makes both futures first, as one makes tasks in asyncio, and then awaits them in turn.
//! fails: concurrent_two_seconds
//! tells: sequential
//! also: both_wait_at_once

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
    say_after(trace, Duration::from_secs(1), "hello").await;
    say_after(trace, Duration::from_secs(2), "world").await;
    trace.mark("main", "finished");
    begin.elapsed()
}

pub async fn concurrent_main(trace: &Trace) -> Duration {
    trace.mark("main", "started");
    let begin = Instant::now();
    let hello = say_after(trace, Duration::from_secs(1), "hello");
    let world = say_after(trace, Duration::from_secs(2), "world");
    hello.await;
    world.await;
    trace.mark("main", "finished");
    begin.elapsed()
}

pub async fn sleep_with_result<T>(delay: Duration, result: T) -> T {
    sleep(delay).await;
    result
}
