//! accepted: `join_all` over an array of futures of one type.

use futures::future::join_all;
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
    let phrases = [(1, "hello"), (2, "world")];
    let phrases =
        phrases.map(|(seconds, what)| say_after(trace, Duration::from_secs(seconds), what));
    join_all(phrases).await;
    trace.mark("main", "finished");
    begin.elapsed()
}

pub async fn sleep_with_result<T>(delay: Duration, result: T) -> T {
    sleep(delay).await;
    result
}
