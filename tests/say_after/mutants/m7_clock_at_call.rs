//! M7: the delay counts from the call, because the sleep is made outside of the async block.
//! fails: inert_until_awaited
//! tells: eager
//! also:

use kit::Trace;
use std::time::Duration;
use tokio::time::{Instant, sleep};

pub fn say_after(trace: &Trace, delay: Duration, what: &str) -> impl Future<Output = ()> + Send {
    let pause = sleep(delay);
    async move {
        pause.await;
        trace.mark("say", what);
    }
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
