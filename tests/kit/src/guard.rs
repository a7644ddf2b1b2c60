//! The guards around a check: the paused runtime with its deadlock guard, and the watchdog that
//! tells a blocked thread from a busy one. What becomes of their findings is the caller's matter.
//!
//! The watchdog counts *ticks*, not the clock: a tick is one short sleep of its own thread, so on
//! a starved machine its limits stretch by themselves. A thread is blamed for spinning only with
//! its own CPU time as evidence, and for blocking only when it used next to none.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    thread,
    time::Duration,
};

use crate::Trace;

/// One sleep of the watchdog.
const TICK: Duration = Duration::from_millis(20);
/// So many ticks without a park and without CPU time are a blocked thread (300 ms).
const BLOCKED_TICKS: u64 = 15;
/// So many ticks without a park are a hang (2 s).
const HANG_TICKS: u64 = 100;
/// CPU time that a tick must show for the thread to count as computing.
const COMPUTING: Duration = Duration::from_millis(1);
/// A spinning thread has used at least this much CPU time, however starved the machine is.
const SPUN: Duration = Duration::from_millis(200);
/// Virtual time that no honest check reaches: when nothing is runnable the clock jumps here.
const DEADLOCK: Duration = Duration::from_hours(365 * 24);

/// Why the watchdog gave up on a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stuck {
    /// The thread was held without computing.
    Blocked { millis: u64 },
    /// The thread computed without ever parking.
    Spinning { millis: u64 },
    /// No end in sight, for a reason the watchdog cannot see.
    Overdue { millis: u64 },
}

/// How a body under [`run_paused`] ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended<T> {
    Value(T),
    /// Nothing was runnable and no timer was set; these jobs were still open.
    Deadlock {
        open: Vec<String>,
    },
}

/// What is left of a body that ran in virtual time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finished<T> {
    pub ended: Ended<T>,
    /// The timeline at that moment, before what was still open is torn down.
    pub snapshot: String,
}

/// A watchdog at work; it stops when this is dropped.
pub struct Watchdog {
    pulse: Arc<Pulse>,
}

/// What the watched thread tells its watchdog: parks are counted, and being parked is no crime.
#[derive(Default)]
struct Pulse {
    parks: AtomicU64,
    parked: AtomicBool,
    /// Whether the watched thread reports parks at all.
    reports: AtomicBool,
    off: AtomicBool,
}

/// Watches the calling process until the returned value is dropped; `stuck` is called at most
/// once, on the watchdog's own thread.
pub fn watch(stuck: impl FnOnce(Stuck) + Send + 'static) -> Watchdog {
    let pulse = Arc::new(Pulse::default());
    let watched = Arc::clone(&pulse);
    thread::spawn(move || {
        if let Some(why) = watch_until_stuck(&watched) {
            stuck(why);
        }
    });
    Watchdog { pulse }
}

/// Runs `body` on a fresh single-threaded runtime whose clock is paused and stands at zero.
/// Hands over its trace first to `observer`, who may look at it from another thread.
pub fn run_paused<T>(
    watchdog: &Watchdog,
    observer: impl FnOnce(Trace),
    body: impl AsyncFnOnce(&Trace) -> T,
) -> Finished<T> {
    let runtime = Torn(Some(paused_runtime(&watchdog.pulse)));
    runtime.block_on(async {
        let trace = Trace::start();
        observer(trace.clone());
        // Pinned here, so that a deadlocked body is still whole when its open jobs are listed.
        let mut body = std::pin::pin!(body(&trace));
        let ended = match tokio::time::timeout(DEADLOCK, &mut body).await {
            Ok(value) => Ended::Value(value),
            Err(_) => Ended::Deadlock { open: trace.running() },
        };
        Finished { ended, snapshot: trace.snapshot() }
    })
}

/// A runtime that is torn down without waiting, also when the body panics: a leaked blocking task
/// must not hold up the verdict, nor put another in its place.
struct Torn(Option<tokio::runtime::Runtime>);

impl Torn {
    fn block_on<T>(&self, body: impl Future<Output = T>) -> T {
        let runtime = self.0.as_ref().expect("it is there until it is dropped");
        runtime.block_on(body)
    }
}

impl Drop for Torn {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// Tasks of the current runtime that are alive now, the caller's own body not counted.
pub fn tasks_alive() -> usize {
    tokio::runtime::Handle::current().metrics().num_alive_tasks()
}

/// CPU time of this process, where the platform tells it.
pub fn cpu_time() -> Option<Duration> {
    cpu::of_process()
}

/// CPU time of the thread that asks, where the platform tells it.
pub fn own_cpu_time() -> Option<Duration> {
    cpu::of_thread()
}

/// How often the calling thread has given its processor up to wait for something, where the
/// platform tells it. Being pushed aside by others does not count, so neither the speed of a
/// machine nor its load shows in it.
pub fn waits() -> Option<u64> {
    waits::of_thread()
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        self.pulse.off.store(true, Ordering::Relaxed);
    }
}

impl Pulse {
    fn park(&self) {
        self.parks.fetch_add(1, Ordering::Relaxed);
        self.parked.store(true, Ordering::Relaxed);
    }

    fn unpark(&self) {
        self.parked.store(false, Ordering::Relaxed);
    }
}

fn paused_runtime(pulse: &Arc<Pulse>) -> tokio::runtime::Runtime {
    pulse.reports.store(true, Ordering::Relaxed);
    let (down, up) = (Arc::clone(pulse), Arc::clone(pulse));
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .start_paused(true)
        .on_thread_park(move || down.park())
        .on_thread_unpark(move || up.unpark())
        .build()
        .expect("a runtime needs nothing but memory and a few descriptors")
}

/// Counts of the watchdog since the last park it saw.
struct Stretch {
    parks: u64,
    ticks: u64,
    quiet: u64,
    cpu_at_start: Option<Duration>,
    cpu_before: Option<Duration>,
}

fn watch_until_stuck(pulse: &Pulse) -> Option<Stuck> {
    let begin = cpu_time();
    let mut stretch = Stretch::begin(pulse);
    for total in 1.. {
        thread::sleep(TICK);
        if pulse.off.load(Ordering::Relaxed) {
            return None;
        }
        stretch.tick(pulse);
        let stuck = stretch.verdict(pulse).or_else(|| too_late(total, begin));
        if stuck.is_some() {
            return stuck;
        }
    }
    None
}

/// A check that parks now and then but never ends: 2 s of ticks are enough for one that computes
/// all the while, twice that for one that the machine may have starved.
fn too_late(total: u64, begin: Option<Duration>) -> Option<Stuck> {
    let busy = difference(begin, cpu_time()).is_none_or(|used| used >= SPUN);
    let limit = if busy { HANG_TICKS } else { 2 * HANG_TICKS };
    (total > limit).then_some(Stuck::Overdue { millis: millis(total) })
}

impl Stretch {
    fn begin(pulse: &Pulse) -> Stretch {
        let cpu = cpu_time();
        let parks = pulse.parks.load(Ordering::Relaxed);
        Stretch { parks, ticks: 0, quiet: 0, cpu_at_start: cpu, cpu_before: cpu }
    }

    fn tick(&mut self, pulse: &Pulse) {
        if pulse.parks.load(Ordering::Relaxed) != self.parks {
            *self = Stretch::begin(pulse);
            return;
        }
        self.ticks += 1;
        let now = cpu_time();
        let computing = difference(self.cpu_before, now).is_none_or(|used| used >= COMPUTING);
        self.quiet = if computing { 0 } else { self.quiet + 1 };
        self.cpu_before = now;
    }

    fn verdict(&self, pulse: &Pulse) -> Option<Stuck> {
        let waits = pulse.parked.load(Ordering::Relaxed);
        let reports = pulse.reports.load(Ordering::Relaxed);
        if reports && !waits && self.quiet >= BLOCKED_TICKS {
            return Some(Stuck::Blocked { millis: millis(self.quiet) });
        }
        if self.ticks < HANG_TICKS {
            return None;
        }
        match difference(self.cpu_at_start, self.cpu_before) {
            Some(used) if used >= SPUN => Some(Stuck::Spinning { millis: millis(self.ticks) }),
            // Neither busy enough nor idle enough to be blamed: the machine is starved.
            Some(_) if self.quiet < BLOCKED_TICKS => None,
            _ => Some(Stuck::Overdue { millis: millis(self.ticks) }),
        }
    }
}

fn difference(before: Option<Duration>, now: Option<Duration>) -> Option<Duration> {
    Some(now?.saturating_sub(before?))
}

fn millis(ticks: u64) -> u64 {
    ticks * u64::try_from(TICK.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(unix)]
mod cpu {
    //! CPU time by POSIX clocks.
    #![allow(unsafe_code, reason = "clock_gettime has no safe face in std")]

    use std::time::Duration;

    pub fn of_process() -> Option<Duration> {
        read(libc::CLOCK_PROCESS_CPUTIME_ID)
    }

    pub fn of_thread() -> Option<Duration> {
        read(libc::CLOCK_THREAD_CPUTIME_ID)
    }

    fn read(clock: libc::clockid_t) -> Option<Duration> {
        let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
        // SAFETY: `time` is a valid place for the answer.
        let done = unsafe { libc::clock_gettime(clock, &raw mut time) };
        (done == 0).then(|| {
            let nanos = u32::try_from(time.tv_nsec).unwrap_or(0);
            Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), nanos)
        })
    }
}

#[cfg(not(unix))]
mod cpu {
    //! CPU time is not read here: a hang is then told without saying which kind it is.

    use std::time::Duration;

    pub fn of_process() -> Option<Duration> {
        None
    }

    pub fn of_thread() -> Option<Duration> {
        None
    }
}

#[cfg(target_os = "linux")]
mod waits {
    //! Voluntary context switches, which Linux counts for every thread.
    #![allow(unsafe_code, reason = "getrusage has no safe face in std")]

    use std::mem::MaybeUninit;

    pub fn of_thread() -> Option<u64> {
        let mut usage = MaybeUninit::<libc::rusage>::zeroed();
        // SAFETY: `usage` is a valid place for the answer.
        let done = unsafe { libc::getrusage(libc::RUSAGE_THREAD, usage.as_mut_ptr()) };
        // SAFETY: zeros are a valid value of plain numbers, whether or not they were written over.
        let usage = unsafe { usage.assume_init() };
        (done == 0).then(|| u64::try_from(usage.ru_nvcsw).unwrap_or(0))
    }
}

#[cfg(not(target_os = "linux"))]
mod waits {
    //! Waits of a single thread are not counted elsewhere.

    pub fn of_thread() -> Option<u64> {
        None
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::waits;
    use std::{thread, time::Duration};

    #[test]
    fn waits_are_counted_for_the_own_thread_alone() {
        const NAPS: u64 = 50;
        let nap = || (0..NAPS).for_each(|_| thread::sleep(Duration::from_millis(1)));
        let counted = |wait: &dyn Fn()| {
            let before = waits().expect("Linux counts");
            wait();
            waits().expect("Linux counts") - before
        };
        assert!(counted(&nap) >= NAPS);
        assert!(counted(&|| thread::spawn(nap).join().expect("it only slept")) < NAPS);
    }
}
