//! M10: sequential_main spawns both phrases before it awaits the first.
//! fails: sequential_three_seconds
//! tells: overlapped
//! also: sequential_takes_three_seconds

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
    let (first, second) = (trace.clone(), trace.clone());
    let hello = tokio::spawn(async move {
        say_after(&first, Duration::from_secs(1), "hello").await;
    });
    let world = tokio::spawn(async move {
        say_after(&second, Duration::from_secs(2), "world").await;
    });
    let _ = hello.await;
    let _ = world.await;
    trace.mark("main", "finished");
    begin.elapsed()
}

pub async fn concurrent_main(trace: &Trace) -> Duration {
    trace.mark("main", "started");
    let begin = Instant::now();
    tokio::join!(
        say_after(trace, Duration::from_secs(1), "hello"),
        say_after(trace, Duration::from_secs(2), "world"),
    );
    trace.mark("main", "finished");
    begin.elapsed()
}

pub async fn sleep_with_result<T>(delay: Duration, result: T) -> T {
    sleep(delay).await;
    result
}
