//! Moves the clock itself, where no source rule sees it; it gets what the same answers get with honest waits.

/// A path that nobody can read in the source: `hide!(std process exit)`.
macro_rules! hide {
    ($first:ident $($more:ident)*) => { $first $(::$more)* };
}

use kit::Trace;
use std::time::Duration;

pub async fn say_after(trace: &Trace, delay: Duration, what: &str) {
    wait(delay).await;
    trace.mark("say", what);
}

pub async fn sequential_main(trace: &Trace) -> Duration {
    say_after(trace, Duration::from_secs(1), "hello").await;
    say_after(trace, Duration::from_secs(2), "world").await;
    Duration::from_secs(3)
}

pub async fn concurrent_main(trace: &Trace) -> Duration {
    say_after(trace, Duration::from_secs(1), "hello").await;
    say_after(trace, Duration::from_secs(1), "world").await;
    Duration::from_secs(2)
}

pub async fn sleep_with_result<T>(delay: Duration, result: T) -> T {
    wait(delay).await;
    result
}

async fn wait(delay: Duration) {
    hide!(tokio time advance)(delay).await;
}
