//! accepted: what `async fn` stands for, written out; deadlines; the clock read twice.

use kit::Trace;
use std::{future::Future, time::Duration};
use tokio::time::{Instant, sleep_until};

pub fn say_after<'a>(
    trace: &'a Trace,
    delay: Duration,
    what: &'a str,
) -> impl Future<Output = ()> + Send + 'a {
    async move {
        // Inside of the block: this runs at the first poll.
        let deadline = Instant::now() + delay;
        sleep_until(deadline).await;
        trace.mark("say", what);
    }
}

pub async fn sequential_main(trace: &Trace) -> Duration {
    measured(trace, async {
        say_after(trace, Duration::from_secs(1), "hello").await;
        say_after(trace, Duration::from_secs(2), "world").await;
    })
    .await
}

pub async fn concurrent_main(trace: &Trace) -> Duration {
    let hello = say_after(trace, Duration::from_secs(1), "hello");
    let world = say_after(trace, Duration::from_secs(2), "world");
    measured(trace, async {
        futures::join!(world, hello);
    })
    .await
}

pub async fn sleep_with_result<T>(delay: Duration, result: T) -> T {
    if delay > Duration::ZERO {
        sleep_until(Instant::now() + delay).await;
    }
    result
}

async fn measured(trace: &Trace, work: impl Future<Output = ()>) -> Duration {
    let started = Instant::now();
    trace.mark("main", "started");
    work.await;
    trace.mark("main", "finished");
    Instant::now() - started
}
