//! The student's `say_after` seen through its contract. Boxing the futures as `Send` is also the
//! proof that they are.

use std::time::Duration;

use contract::say_after::{Parcel, SayAfter};
use futures::future::BoxFuture;
use kit::Trace;

#[forbid(unsafe_code)]
mod exercise;

struct Bound;

impl SayAfter for Bound {
    fn say_after<'a>(&self, trace: &'a Trace, delay: Duration, what: &'a str) -> BoxFuture<'a, ()> {
        Box::pin(exercise::say_after(trace, delay, what))
    }

    fn sequential_main<'a>(&self, trace: &'a Trace) -> BoxFuture<'a, Duration> {
        Box::pin(exercise::sequential_main(trace))
    }

    fn concurrent_main<'a>(&self, trace: &'a Trace) -> BoxFuture<'a, Duration> {
        Box::pin(exercise::concurrent_main(trace))
    }

    fn sleep_with_result(&self, delay: Duration, result: Parcel) -> BoxFuture<'static, Parcel> {
        Box::pin(exercise::sleep_with_result::<Parcel>(delay, result))
    }
}

contract::bind!(dyn SayAfter, Bound);
