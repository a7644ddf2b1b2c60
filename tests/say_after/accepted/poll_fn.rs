//! accepted: both futures polled by hand, without select.

use kit::Trace;
use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
    time::Duration,
};
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
    let mut hello = pin!(say_after(trace, Duration::from_secs(1), "hello"));
    let mut world = pin!(say_after(trace, Duration::from_secs(2), "world"));
    let (mut hello_said, mut world_said) = (false, false);
    poll_fn(|cx| {
        // A future that is ready must not be polled again.
        hello_said = hello_said || hello.as_mut().poll(cx).is_ready();
        world_said = world_said || world.as_mut().poll(cx).is_ready();
        if hello_said && world_said { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    trace.mark("main", "finished");
    begin.elapsed()
}

pub async fn sleep_with_result<T>(delay: Duration, result: T) -> T {
    sleep(delay).await;
    result
}
