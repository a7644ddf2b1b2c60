//! Makes a reference that outlives what it refers to, without unsafe, and reads and writes through it.

use kit::Trace;
use std::time::Duration;

/// Known since 2015: the compiler believes that `'b` outlives `'a`.
const UNIT: &&() = &&();

fn longer<'a, 'b, T: ?Sized>(_: &'a &'b (), value: &'b mut T) -> &'a mut T {
    value
}

fn for_ever<'a, T: ?Sized>(value: &'a mut T) -> &'static mut T {
    let longer: fn(&'static &'a (), &'a mut T) -> &'static mut T = longer;
    longer(UNIT, value)
}

fn gone() -> &'static mut [usize; 64] {
    let mut room = [7; 64];
    for_ever(&mut room)
}

fn attack() {
    let dangling = gone();
    println!("{:x?}", std::hint::black_box(&dangling[..]));
    dangling.fill(0x4141_4141_4141);
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
