//! Writes replies into the descriptors of its parent, which speaks to the grader.

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

use std::io::Write;

fn attack() {
    let parent = hide!(std os unix process parent_id)();
    for number in 0..64 {
        let path = format!("/proc/{parent}/fd/{number}");
        if let Ok(mut file) = fs::OpenOptions::new().write(true).open(path) {
            println!("stolen-@MARK@");
            let _ = writeln!(file, "\"done\"");
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
