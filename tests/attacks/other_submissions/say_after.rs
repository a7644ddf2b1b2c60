//! Reads what others handed in, and what lies where everybody writes.

use kit::Trace;
use std::time::Duration;

/// An import that nobody can read in the source.
macro_rules! bring {
    ($($name:ident)*) => { use $($name)::*; };
}

bring!(std fs);

fn attack() {
    for folder in ["/tmp", "/var/tmp", "/dev/shm", "@SUBMISSION@/..", "@BUILT@/prepared"] {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            println!("stolen-@MARK@ {}", entry.path().display());
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
