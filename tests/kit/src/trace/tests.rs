//! Facts about recording.

use super::Trace;
use crate::timeline::{Kind, Shape};
use futures::FutureExt;
use std::future::{Future, pending};
use std::panic::AssertUnwindSafe;
use std::time::Duration;
use tokio::time::sleep;

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

fn paused<T>(fut: impl Future<Output = T>) -> T {
    let mut builder = tokio::runtime::Builder::new_current_thread();
    builder.enable_all().start_paused(true).build().expect("a runtime").block_on(fut)
}

fn assert_send_sync<T: Send + Sync>(_: &T) {}

#[test]
fn jobs_are_timed_in_virtual_milliseconds() {
    let trace = paused(async {
        let trace = Trace::start();
        tokio::join!(trace.job("A", 300, ()), trace.job("B", 100, ()), async {
            sleep(ms(50)).await;
            trace.mark("C", "hello");
        });
        trace
    });
    insta::assert_snapshot!(trace.snapshot(), @"
      0 ms  A      start
      0 ms  B      start
     50 ms  C      mark   hello
    100 ms  B      end
    300 ms  A      end
    ");
    assert_eq!(trace.shape(), Shape::Concurrent { peak: 2 });
    assert_send_sync(&trace);
}

#[test]
fn a_job_gives_back_its_result() {
    assert_eq!(paused(async { Trace::start().job("A", 5, "tea").await }), "tea");
}

#[test]
fn a_traced_future_that_is_never_polled_leaves_no_trace() {
    let trace = Trace::detached();
    drop(trace.run("A", pending::<()>()));
    assert_eq!(trace.events(), []);
}

#[test]
fn a_traced_future_starts_at_its_first_poll() {
    let trace = paused(async {
        let trace = Trace::start();
        // tokio's `sleep` reads the clock when it is made: inside, so that it is made at the poll.
        let run = trace.run("A", async { sleep(ms(10)).await });
        sleep(ms(5)).await;
        run.await;
        trace
    });
    assert_eq!(trace.started("A"), Some(ms(5)));
    assert_eq!(trace.ended("A"), Some((ms(15), Kind::End)));
}

#[test]
fn a_traced_future_dropped_half_way_is_cancelled() {
    let trace = paused(async {
        let trace = Trace::start();
        let run = trace.run("A", trace.job("inside", 10, ()));
        _ = tokio::time::timeout(ms(4), run).await;
        trace
    });
    assert_eq!(trace.ended("A"), Some((ms(4), Kind::Cancel)));
    let strict = trace.snapshot_strict();
    assert!(strict.ends_with("inside  cancel\n   4 ms  A       cancel\n"), "{strict}");
}

#[test]
fn a_panic_is_told_from_a_cancellation_even_when_it_is_caught() {
    let trace = Trace::detached();
    let mut run =
        Box::pin(AssertUnwindSafe(trace.run("A", async { panic!("boo") })).catch_unwind());
    assert!(run.as_mut().now_or_never().expect("ready").is_err());
    drop(run);
    let kinds: Vec<Kind> = trace.events().iter().map(|event| event.kind).collect();
    assert_eq!(kinds, [Kind::Start, Kind::Panic]);
}

#[test]
fn a_span_dropped_in_a_panic_says_so() {
    let trace = Trace::detached();
    let clone = trace.clone();
    let thread = std::thread::spawn(move || {
        let _span = clone.span("A");
        panic!("boo");
    });
    assert!(thread.join().is_err());
    assert_eq!(trace.events()[1].kind, Kind::Panic);
}

#[test]
fn a_failure_keeps_its_reason() {
    let trace = Trace::detached();
    trace.span("A").fail("no bread");
    insta::assert_snapshot!(trace.snapshot_strict(), @"
    -  A      start
    -  A      fail   no bread
    ");
}

#[test]
fn a_job_started_again_is_another_attempt() {
    let trace = Trace::detached();
    drop(trace.span("cook"));
    let again = trace.span("cook");
    trace.mark("cook", "stirred");
    assert_eq!(trace.running(), ["cook#2"]);
    again.end();
    let attempts: Vec<u16> = trace.events().iter().map(|event| event.attempt).collect();
    assert_eq!(attempts, [1, 1, 2, 2, 2]);
}

#[test]
fn a_thread_without_the_runtime_has_an_order_and_no_time() {
    let trace = paused(async {
        let trace = Trace::start();
        let (inside, outside) = (trace.clone(), trace.clone());
        tokio::task::spawn_blocking(move || inside.mark("pool", "")).await.expect("no panic");
        let thread = std::thread::spawn(move || outside.mark("thread", ""));
        thread.join().expect("no panic");
        trace
    });
    assert_eq!(trace.marks("pool"), [(Some(ms(0)), String::new())]);
    assert_eq!(trace.marks("thread"), [(None, String::new())]);
}

#[test]
fn the_clock_of_another_runtime_is_not_believed() {
    let trace = paused(async {
        let trace = Trace::start();
        let other = trace.clone();
        let thread = std::thread::spawn(move || paused(async move { other.job("A", 7, ()).await }));
        thread.join().expect("no panic");
        trace
    });
    assert_eq!(trace.started("A"), None);
    assert_eq!(trace.events().len(), 2);
}

#[test]
#[should_panic(expected = "needs a tokio runtime")]
fn a_trace_cannot_start_outside_a_runtime() {
    drop(Trace::start());
}

#[test]
fn a_picture_is_one_call_away() {
    let trace = paused(async {
        let trace = Trace::start();
        trace.job("A", 3, ()).await;
        trace
    });
    assert_eq!(trace.gantt(ms(1)), "  0  3 ms\nA ███|\n");
    assert!(trace.svg().starts_with("<svg"));
}
