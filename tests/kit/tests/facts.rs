//! Facts that need a program of their own: the meter, with an allocator that reports to it.

use kit::{Meter, Metered};
use std::alloc::System;
use std::sync::{Mutex, MutexGuard, PoisonError};

#[global_allocator]
static HEAP: Metered<System> = Metered(System);

/// One meter at a time: the tests of a program run side by side.
static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

const MIB: usize = 1 << 20;

/// What the test harness itself may take or give back meanwhile, on its other threads.
const NOISE: usize = MIB / 4;

fn block(bytes: usize) -> Vec<u8> {
    std::hint::black_box(vec![1; bytes])
}

#[test]
fn the_peak_is_what_was_alive_together() {
    let _alone = alone();
    let before = block(4 * MIB);
    let meter = Meter::start();
    assert!(meter.is_fed());
    drop((block(2 * MIB), block(MIB)));
    drop(block(MIB));
    assert!(meter.peak().abs_diff(3 * MIB) < NOISE, "{}", meter.peak());
    assert!(meter.allocations() >= 3);
    drop(before);
    assert!(meter.live() < -3 * MIB.cast_signed(), "{}", meter.live());
}

#[test]
fn memory_that_is_kept_is_live() {
    let _alone = alone();
    let meter = Meter::start();
    let kept = block(2 * MIB);
    let live = meter.live();
    assert!(live.abs_diff(2 * MIB.cast_signed()) < NOISE, "{live}");
    drop(kept);
    assert!(meter.live() < NOISE.cast_signed());
}

#[test]
fn a_growing_vector_holds_its_contents_once() {
    let _alone = alone();
    let mut bytes = block(MIB);
    let meter = Meter::start();
    bytes.reserve_exact(2 * MIB);
    assert!(meter.peak() < 2 * MIB + NOISE, "{}", meter.peak());
}

#[test]
fn the_next_meter_starts_from_zero() {
    let _alone = alone();
    let first = Meter::start();
    drop(block(MIB));
    drop(first);
    assert!(Meter::start().peak() < NOISE);
}

#[test]
#[should_panic(expected = "another Meter is running")]
fn there_is_one_meter_at_a_time() {
    let _alone = alone();
    let _first = Meter::start();
    _ = Meter::start();
}
