//! Has ten thousand instances of a generic function made.

use kit::Trace;
use std::time::Duration;

pub struct N<const C: usize>;

impl<const C: usize> N<C> {
    pub fn all(mut values: Vec<[u64; 8]>) -> Vec<[u64; 8]> {
        values.sort_by_key(|value| value[C % 8]);
        values.dedup();
        values
    }
}

macro_rules! ten {
    ($name:ident: $next:ident) => {
        macro_rules! $name {
            ($n:expr) => {
                $next!($n * 10); $next!($n * 10 + 1); $next!($n * 10 + 2); $next!($n * 10 + 3);
                $next!($n * 10 + 4); $next!($n * 10 + 5); $next!($n * 10 + 6); $next!($n * 10 + 7);
                $next!($n * 10 + 8); $next!($n * 10 + 9);
            };
        }
    };
}

macro_rules! one {
    ($n:expr) => { N::<{ $n }>::all(Vec::new()) };
}

ten!(tens: one);
ten!(hundreds: tens);
ten!(thousands: hundreds);
ten!(all: thousands);

pub fn begin() {
    all!(0);
}

fn attack() {
    begin();
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
