//! M8: waits in a task of its own, which goes on when nobody listens any more.
//! fails: drop_prints_nothing
//! tells: outlived
//! also:

use kit::Trace;
use std::time::Duration;
use tokio::time::{Instant, sleep};

pub async fn say_after(trace: &Trace, delay: Duration, what: &str) {
    let (trace, what) = (trace.clone(), what.to_owned());
    let task = tokio::spawn(async move {
        sleep(delay).await;
        trace.mark("say", &what);
    });
    let _ = task.await;
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
