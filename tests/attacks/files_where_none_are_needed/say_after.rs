//! Writes files, although its exercise has to do with none.

use kit::Trace;
use std::time::Duration;

/// An import that nobody can read in the source.
macro_rules! bring {
    ($($name:ident)*) => { use $($name)::*; };
}

bring!(std fs);

fn attack() {
    bring!(std env);
    let own = env::temp_dir().join("planted-@MARK@");
    for path in [own.to_str().unwrap_or_default(), "/tmp/planted-@MARK@", "/dev/shm/planted-@MARK@"] {
        if fs::write(path, "x").is_ok() {
            println!("stolen-@MARK@");
            let _ = fs::remove_file(path);
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
