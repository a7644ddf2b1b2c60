//! M5: spawns both phrases and joins only the first.
//! fails: nothing_left_running
//! tells: unjoined
//! also: both_wait_at_once, concurrent_two_seconds

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
    let (first, second) = (trace.clone(), trace.clone());
    let hello = tokio::spawn(async move {
        say_after(&first, Duration::from_secs(1), "hello").await;
    });
    let _world = tokio::spawn(async move {
        say_after(&second, Duration::from_secs(2), "world").await;
    });
    let _ = hello.await;
    trace.mark("main", "finished");
    begin.elapsed()
}

pub async fn sleep_with_result<T>(delay: Duration, result: T) -> T {
    sleep(delay).await;
    result
}
