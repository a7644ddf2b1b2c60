//! Lists folders by the methods of a path, with no word about files.

use kit::Trace;
use std::time::Duration;

use std::path::Path;

fn attack() {
    for entry in Path::new("@ROOT@/tests").read_dir().into_iter().flatten().flatten() {
        println!("stolen-@MARK@ {:?}", entry.path());
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
