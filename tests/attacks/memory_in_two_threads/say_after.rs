//! Takes memory in two threads until there is none.

use kit::Trace;
use std::time::Duration;

fn attack() {
    let eater = || {
        std::thread::spawn(|| {
            let mut all = Vec::new();
            loop {
                all.push(vec![1_u8; 1 << 20]);
            }
        })
    };
    for eater in [eater(), eater()] {
        let _: Result<(), _> = eater.join();
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
