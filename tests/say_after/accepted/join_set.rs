//! accepted: a JoinSet, emptied to the last task.

use kit::Trace;
use std::time::Duration;
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};

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
    let mut phrases = JoinSet::new();
    for (seconds, what) in [(2, "world"), (1, "hello")] {
        let trace = trace.clone();
        phrases.spawn(async move {
            say_after(&trace, Duration::from_secs(seconds), what).await;
        });
    }
    phrases.join_all().await;
    trace.mark("main", "finished");
    begin.elapsed()
}

pub async fn sleep_with_result<T>(delay: Duration, result: T) -> T {
    sleep(delay).await;
    result
}
