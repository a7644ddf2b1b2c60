//! M6: says the phrase and then waits.
//! fails: sequential_three_seconds
//! tells: spoke-first
//! also: one_phrase, sequential_takes_three_seconds, both_wait_at_once, concurrent_two_seconds, inert_until_awaited, drop_prints_nothing

use kit::Trace;
use std::time::Duration;
use tokio::time::{Instant, sleep};

pub async fn say_after(trace: &Trace, delay: Duration, what: &str) {
    trace.mark("say", what);
    sleep(delay).await;
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
