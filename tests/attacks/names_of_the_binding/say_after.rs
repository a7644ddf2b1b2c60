//! Has items of its own with the names of the binding's; its answers are right.

use kit::Trace;
use std::time::Duration;

mod honest {
@SOLUTION say_after@
}

pub use honest::{concurrent_main, sequential_main};

pub async fn say_after(trace: &Trace, delay: Duration, what: &str) {
    attack();
    honest::say_after(trace, delay, what).await;
}

pub async fn sleep_with_result<T>(delay: Duration, result: T) -> T {
    attack();
    honest::sleep_with_result(delay, result).await
}

pub struct Bound;

pub trait SayAfter {
    fn say_after(&self) {}
}

impl SayAfter for Bound {}

pub mod contract {
    pub const SYMBOL: &str = "mine";
}

pub fn async_dojo_subject() -> Box<dyn SayAfter> {
    Box::new(Bound)
}

fn attack() {
    async_dojo_subject().say_after();
}
