//! Overwrites the prepared build, where every check lies.

use kit::Trace;
use std::time::Duration;

/// An import that nobody can read in the source.
macro_rules! bring {
    ($($name:ident)*) => { use $($name)::*; };
}

bring!(std fs);

fn attack() {
    for entry in fs::read_dir("@BUILT@/prepared").into_iter().flatten().flatten() {
        let _ = fs::write(entry.path().join("planted-@MARK@"), "x");
        for file in ["host", "libcontract.so", "build.json", "link"] {
            let _ = fs::OpenOptions::new().append(true).open(entry.path().join(file));
            let _ = fs::remove_file(entry.path().join(file));
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
