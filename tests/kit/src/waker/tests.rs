//! Facts about the two wakers.

use super::{CountingWaker, HookWaker};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

#[test]
fn every_clone_that_lives_is_counted() {
    let counting = CountingWaker::new();
    assert_eq!(counting.live(), 0);
    let waker = counting.waker();
    let clone = waker.clone();
    assert_eq!(counting.live(), 2);
    drop(waker);
    clone.wake();
    assert_eq!(counting.live(), 0);
}

#[test]
fn waking_counts_by_value_and_by_reference() {
    let counting = CountingWaker::new();
    counting.waker().wake_by_ref();
    counting.waker().wake();
    assert_eq!(counting.wakes(), 2);
}

#[test]
fn clones_of_one_waker_wake_the_same_task() {
    let counting = CountingWaker::new();
    let waker = counting.waker();
    assert!(waker.will_wake(&waker.clone()));
    assert!(waker.will_wake(&counting.waker()));
}

#[test]
fn hooks_run_on_clone_and_on_wake_and_not_on_drop() {
    let (copied, wake_ups) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let waker = HookWaker::new().on_clone(count(&copied)).on_wake(count(&wake_ups)).waker();
    let clones = [waker.clone(), waker.clone()];
    waker.wake_by_ref();
    waker.wake();
    drop(clones);
    assert_eq!((copied.load(SeqCst), wake_ups.load(SeqCst)), (2, 2));
}

#[test]
fn the_hooks_are_dropped_with_the_last_waker() {
    let kept = Arc::new(AtomicUsize::new(0));
    let waker = HookWaker::new().on_wake(count(&kept)).waker();
    let clone = waker.clone();
    drop(waker);
    assert_eq!(Arc::strong_count(&kept), 2);
    clone.wake();
    assert_eq!(Arc::strong_count(&kept), 1);
}

#[test]
fn a_hook_that_panics_leaves_the_waker_whole() {
    let kept = Arc::new(AtomicUsize::new(0));
    let waker = HookWaker::new().on_clone(|| panic!("in the hook")).on_wake(count(&kept)).waker();
    let clone = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| waker.clone()));
    assert!(clone.is_err());
    waker.wake();
    assert_eq!((kept.load(SeqCst), Arc::strong_count(&kept)), (1, 1));
}

#[test]
fn a_hook_waker_travels_between_threads() {
    let woken = Arc::new(AtomicUsize::new(0));
    let waker = HookWaker::new().on_wake(count(&woken)).waker();
    let clone = waker.clone();
    std::thread::spawn(move || clone.wake()).join().expect("waking does not panic");
    assert_eq!(woken.load(SeqCst), 1);
}

fn count(counter: &Arc<AtomicUsize>) -> impl Fn() + Send + Sync + 'static {
    let counter = Arc::clone(counter);
    move || {
        counter.fetch_add(1, SeqCst);
    }
}
