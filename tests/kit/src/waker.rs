//! Wakers that watch what is done with them, for futures polled by hand. Who polls, and what is
//! asserted, is the check's business.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::task::{Wake, Waker};

/// A waker that counts its wake-ups and its living clones.
#[derive(Debug, Default)]
pub struct CountingWaker {
    count: Arc<Count>,
}

impl CountingWaker {
    /// A waker that was never woken.
    pub fn new() -> CountingWaker {
        CountingWaker::default()
    }

    /// A waker to poll with. It is one of the [`live`](CountingWaker::live) ones itself.
    pub fn waker(&self) -> Waker {
        Waker::from(Arc::clone(&self.count))
    }

    /// How often it was woken, by value or by reference.
    pub fn wakes(&self) -> usize {
        self.count.wakes.load(SeqCst)
    }

    /// How many wakers exist that would wake this one.
    pub fn live(&self) -> usize {
        // Every waker owns one reference, and this counter, which cannot be cloned, the last one.
        Arc::strong_count(&self.count) - 1
    }
}

/// A waker that runs a closure when it is cloned or woken: what another thread would do in the
/// worst moment can be done in exactly that moment.
///
/// A hook runs in the middle of the code under test, on its thread, possibly under its lock. A hook
/// that waits for another thread must therefore give up after a while, as
/// `Gate::wait` does.
#[derive(Default)]
pub struct HookWaker {
    on_clone: Option<Hook>,
    on_wake: Option<Hook>,
}

type Hook = Box<dyn Fn() + Send + Sync>;

impl HookWaker {
    /// A waker without hooks.
    pub fn new() -> HookWaker {
        HookWaker::default()
    }

    /// Runs `hook` each time the waker is cloned, before the clone exists.
    #[must_use]
    pub fn on_clone(mut self, hook: impl Fn() + Send + Sync + 'static) -> HookWaker {
        self.on_clone = Some(Box::new(hook));
        self
    }

    /// Runs `hook` each time the waker is woken, by value or by reference.
    #[must_use]
    pub fn on_wake(mut self, hook: impl Fn() + Send + Sync + 'static) -> HookWaker {
        self.on_wake = Some(Box::new(hook));
        self
    }

    /// The waker to poll with.
    pub fn waker(self) -> Waker {
        raw::waker(Arc::new(self))
    }

    fn cloned(&self) {
        self.on_clone.iter().for_each(|hook| hook());
    }

    fn woken(&self) {
        self.on_wake.iter().for_each(|hook| hook());
    }
}

#[derive(Debug, Default)]
struct Count {
    wakes: AtomicUsize,
}

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.wakes.fetch_add(1, SeqCst);
    }
}

// `std::task::Wake` gives no say in a clone, so this waker has a table of its own.
#[allow(unsafe_code, reason = "a hook on clone needs a RawWakerVTable")]
mod raw {
    use super::HookWaker;
    use std::mem::ManuallyDrop;
    use std::sync::Arc;
    use std::task::{RawWaker, RawWakerVTable, Waker};

    static TABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, wake_by_ref, drop);

    pub(super) fn waker(hooks: Arc<HookWaker>) -> Waker {
        // SAFETY: every function of the table takes `data` for what it is here, the pointer of an
        // `Arc<HookWaker>` of which this waker owns one reference; `HookWaker` is Send and Sync.
        unsafe { Waker::new(Arc::into_raw(hooks).cast(), &TABLE) }
    }

    unsafe fn clone(data: *const ()) -> RawWaker {
        // SAFETY: the waker that is cloned keeps its reference, hence ManuallyDrop.
        let hooks = ManuallyDrop::new(unsafe { arc(data) });
        hooks.cloned();
        RawWaker::new(Arc::into_raw(Arc::clone(&hooks)).cast(), &TABLE)
    }

    unsafe fn wake(data: *const ()) {
        // SAFETY: the waker is consumed and its reference with it.
        unsafe { arc(data) }.woken();
    }

    unsafe fn wake_by_ref(data: *const ()) {
        // SAFETY: the waker keeps its reference, hence ManuallyDrop.
        ManuallyDrop::new(unsafe { arc(data) }).woken();
    }

    unsafe fn drop(data: *const ()) {
        // SAFETY: the waker goes and its reference with it.
        std::mem::drop(unsafe { arc(data) });
    }

    unsafe fn arc(data: *const ()) -> Arc<HookWaker> {
        // SAFETY: `data` came from `Arc::into_raw` in `waker` or `clone`.
        unsafe { Arc::from_raw(data.cast()) }
    }
}

#[cfg(test)]
mod tests;
