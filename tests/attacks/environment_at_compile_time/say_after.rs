//! Has secrets of the job compiled in.

use kit::Trace;
use std::time::Duration;

fn attack() {
    println!("{:?} {:?}", option_env!("DOJO_SECRET"), option_env!("PATH"));
}

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
