//! M2: `std::thread::sleep` inside of async functions.
//! fails: sequential_three_seconds
//! tells: blocked
//! also: one_phrase, sequential_takes_three_seconds, both_wait_at_once, result_comes_back, concurrent_two_seconds, inert_until_awaited, drop_prints_nothing, sleep_gives_result, nothing_left_running

use kit::Trace;
use std::{thread::sleep, time::Duration};
use tokio::time::Instant;

pub async fn say_after(trace: &Trace, delay: Duration, what: &str) {
    sleep(delay);
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
    tokio::join!(
        say_after(trace, Duration::from_secs(1), "hello"),
        say_after(trace, Duration::from_secs(2), "world"),
    );
    trace.mark("main", "finished");
    begin.elapsed()
}

pub async fn sleep_with_result<T>(delay: Duration, result: T) -> T {
    sleep(delay);
    result
}
