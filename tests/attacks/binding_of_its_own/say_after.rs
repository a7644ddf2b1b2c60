//! Shows the host a second subject, through the binding's own macro.

use kit::Trace;
use std::time::Duration;

struct Right;

contract::bind!(dyn contract::say_after::SayAfter, Right);

fn attack() {}

pub async fn say_after(_trace: &Trace, _delay: Duration, _what: &str) {
    attack();
}

pub async fn sequential_main(_trace: &Trace) -> Duration {
    attack();
    Duration::ZERO
}

pub async fn concurrent_main(_trace: &Trace) -> Duration {
    attack();
    Duration::ZERO
}

pub async fn sleep_with_result<T>(_delay: Duration, result: T) -> T {
    attack();
    result
}
