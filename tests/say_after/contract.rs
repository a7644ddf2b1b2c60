//! What `say_after` promises, as the checks see it.

use std::time::Duration;

use futures::future::BoxFuture;
use kit::Trace;

/// What `sleep_with_result` gives back: it can only be moved, as a value of any type can.
#[derive(Debug, PartialEq, Eq)]
pub struct Parcel(pub u32);

/// The submission.
pub trait SayAfter {
    fn say_after<'a>(&self, trace: &'a Trace, delay: Duration, what: &'a str) -> BoxFuture<'a, ()>;
    fn sequential_main<'a>(&self, trace: &'a Trace) -> BoxFuture<'a, Duration>;
    fn concurrent_main<'a>(&self, trace: &'a Trace) -> BoxFuture<'a, Duration>;
    fn sleep_with_result(&self, delay: Duration, result: Parcel) -> BoxFuture<'static, Parcel>;
}
