//! say_after: a first coroutine, awaited in turn and at once. The statement is in say_after.md.

use kit::Trace;
use std::time::Duration;

/// Waits for `delay`, then says `what`: a mark on the line `say` of the timeline.
pub async fn say_after(trace: &Trace, delay: Duration, what: &str) {
    todo!()
}

/// Says "hello" after 1 s and then "world" after 2 s more; gives the time that this took.
pub async fn sequential_main(trace: &Trace) -> Duration {
    todo!()
}

/// Says the same two phrases, which wait at the same time; gives the time that this took.
pub async fn concurrent_main(trace: &Trace) -> Duration {
    todo!()
}

/// Gives `result` back after `delay`.
pub async fn sleep_with_result<T>(delay: Duration, result: T) -> T {
    todo!()
}
