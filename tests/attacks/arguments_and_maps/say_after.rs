//! Looks for secrets in arguments, in its maps and in its own executable.

use kit::Trace;
use std::time::Duration;

/// A path that nobody can read in the source: `hide!(std process exit)`.
macro_rules! hide {
    ($first:ident $($more:ident)*) => { $first $(::$more)* };
}

/// An import that nobody can read in the source.
macro_rules! bring {
    ($($name:ident)*) => { use $($name)::*; };
}

bring!(std fs);

fn attack() {
    for argument in hide!(std env args)() {
        println!("{argument}");
    }
    for file in ["/proc/self/maps", "/proc/self/cmdline", "/proc/self/environ", "/proc/self/exe"] {
        if fs::read(file).is_ok_and(|bytes| !bytes.is_empty()) {
            println!("stolen-@MARK@");
        }
    }
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
