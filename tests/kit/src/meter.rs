//! How much heap a piece of work takes: process-wide counters fed by whoever owns the allocator.
//! No limit and no judgement lives here.
//!
//! The counters belong to this one copy of the kit. A program and the shared libraries that it
//! loads count together only if they share the kit too.

use std::sync::atomic::{AtomicBool, AtomicIsize, AtomicUsize, Ordering::Relaxed};

// Atomics and nothing else: these are touched inside the allocator, where a lock or an allocation
// would call the allocator again.
static RUNNING: AtomicBool = AtomicBool::new(false);
static LIVE: AtomicIsize = AtomicIsize::new(0);
static PEAK: AtomicIsize = AtomicIsize::new(0);
static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

/// Tells the running meter, if there is one, that `bytes` were taken from the heap.
///
/// # Safety
/// For allocators alone. It touches no memory; but whatever is checked here may not say of itself
/// what it takes, and a submission may not be `unsafe`.
#[inline]
#[allow(unsafe_code, reason = "closed to submissions")]
pub unsafe fn allocated(bytes: usize) {
    if RUNNING.load(Relaxed) {
        let bytes = bytes.cast_signed();
        let live = LIVE.fetch_add(bytes, Relaxed).wrapping_add(bytes);
        PEAK.fetch_max(live, Relaxed);
        ALLOCATIONS.fetch_add(1, Relaxed);
    }
}

/// Tells the running meter, if there is one, that `bytes` were given back to the heap.
///
/// # Safety
/// For allocators alone, as [`allocated`].
#[inline]
#[allow(unsafe_code, reason = "closed to submissions")]
pub unsafe fn freed(bytes: usize) {
    if RUNNING.load(Relaxed) {
        LIVE.fetch_sub(bytes.cast_signed(), Relaxed);
    }
}

/// Counts the heap of the whole process from its start until it is dropped.
///
/// The counters are shared, so two meters at once would spoil each other: there is only ever one.
#[derive(Debug)]
#[must_use = "a meter that is dropped at once has measured nothing"]
pub struct Meter {
    fed: bool,
}

impl Meter {
    /// Starts to count from zero.
    ///
    /// # Panics
    /// If another meter is running in this process.
    pub fn start() -> Meter {
        let running = RUNNING.swap(true, Relaxed);
        assert!(!running, "another Meter is running in this process: drop it first");
        let fed = an_allocator_reports();
        LIVE.store(0, Relaxed);
        PEAK.store(0, Relaxed);
        ALLOCATIONS.store(0, Relaxed);
        Meter { fed }
    }

    /// The highest level that was reached, in bytes above the level at the start.
    pub fn peak(&self) -> usize {
        PEAK.load(Relaxed).max(0).cast_unsigned()
    }

    /// The level now, relative to the start: negative if older memory was given back meanwhile.
    pub fn live(&self) -> isize {
        LIVE.load(Relaxed)
    }

    /// How often memory was taken since the start.
    pub fn allocations(&self) -> usize {
        ALLOCATIONS.load(Relaxed)
    }

    /// Whether an allocator reports at all. If not, every number here is zero and means nothing.
    pub fn is_fed(&self) -> bool {
        self.fed
    }
}

impl Drop for Meter {
    fn drop(&mut self) {
        RUNNING.store(false, Relaxed);
    }
}

pub use heap::Metered;

/// Nothing says who owns the allocator, so one allocation is made and looked for.
fn an_allocator_reports() -> bool {
    let before = ALLOCATIONS.load(Relaxed);
    drop(std::hint::black_box(Box::new([0_u8; 64])));
    ALLOCATIONS.load(Relaxed) != before
}

#[allow(unsafe_code, reason = "GlobalAlloc is an unsafe trait")]
mod heap {
    use super::{allocated, freed};
    use std::alloc::{GlobalAlloc, Layout};

    /// An allocator that reports to the running [`Meter`](super::Meter):
    /// `#[global_allocator] static HEAP: Metered<System> = Metered(System);`
    #[derive(Debug, Default)]
    pub struct Metered<A>(pub A);

    // SAFETY: every call is handed to `A` unchanged and its answer is returned unchanged; the
    // counting beside it neither allocates nor panics.
    unsafe impl<A: GlobalAlloc> GlobalAlloc for Metered<A> {
        unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
            // SAFETY: the caller keeps the contract of `alloc`.
            told(unsafe { self.0.alloc(layout) }, layout.size())
        }

        unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
            // SAFETY: the caller keeps the contract of `alloc_zeroed`.
            told(unsafe { self.0.alloc_zeroed(layout) }, layout.size())
        }

        unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
            // SAFETY: this is an allocator, and the caller keeps the contract of `dealloc`.
            unsafe {
                freed(layout.size());
                self.0.dealloc(block, layout);
            }
        }

        unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
            // SAFETY: the caller keeps the contract of `realloc`.
            let moved = unsafe { self.0.realloc(block, layout, size) };
            if !moved.is_null() {
                // First down, then up: a vector that grows holds its contents once, wherever the
                // allocator puts them meanwhile.
                // SAFETY: this is an allocator.
                unsafe {
                    freed(layout.size());
                    allocated(size);
                }
            }
            moved
        }
    }

    fn told(block: *mut u8, size: usize) -> *mut u8 {
        if !block.is_null() {
            // SAFETY: this is an allocator.
            unsafe { allocated(size) };
        }
        block
    }
}

#[cfg(test)]
mod tests {
    use super::Meter;

    // The only test of this program that starts a meter: there is one at a time. The program has
    // an ordinary allocator; `tests/facts.rs` has one that reports.
    #[test]
    fn a_meter_without_a_reporting_allocator_says_so() {
        let meter = Meter::start();
        assert!(!meter.is_fed());
        assert_eq!((meter.peak(), meter.live(), meter.allocations()), (0, 0, 0));
    }
}
