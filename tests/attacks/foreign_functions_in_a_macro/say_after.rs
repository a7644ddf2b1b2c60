//! Declares functions of the C library in a macro.

use kit::Trace;
use std::time::Duration;

macro_rules! foreign {
    ($name:ident) => {
        unsafe extern "C" {
            safe fn $name() -> i32;
        }
    };
}

foreign!(getppid);

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
