//! Has the compiler read a file as a script for debuggers.

use kit::Trace;
use std::time::Duration;

#[debugger_visualizer(gdb_script_file = "@ROOT@/tests/say_after/hidden.rs")]
mod inner {}

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
