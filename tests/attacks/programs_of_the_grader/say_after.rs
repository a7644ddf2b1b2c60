//! Reads the host, the prepared build and the grader, where every check is compiled in.

use kit::Trace;
use std::time::Duration;

/// An import that nobody can read in the source.
macro_rules! bring {
    ($($name:ident)*) => { use $($name)::*; };
}

bring!(std fs);

fn attack() {
    for entry in fs::read_dir("@BUILT@/prepared").into_iter().flatten().flatten() {
        for file in ["host", "libcontract.so", "build.json"] {
            if fs::read(entry.path().join(file)).is_ok() {
                println!("stolen-@MARK@");
            }
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
