//! A rendezvous for the real clock: one side opens, the other waits. No duration is ever measured
//! here.

use std::fmt;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

/// The length of one tick of [`Gate::wait`].
const TICK: Duration = Duration::from_millis(10);

/// How many ticks [`Gate::wait`] allows: a second and a half on a machine that is not busy.
const PATIENCE: u32 = 150;

/// A gate that is shut until somebody opens it, and then stays open. Clones are the same gate.
///
/// A wrong solution cannot pass a gate that only a right one opens, and a right one passes at any
/// speed of the machine. That is why the limit of [`wait`](Gate::wait) is counted in ticks and not
/// read from a clock: each tick is one wait that must be scheduled again before it counts, so on a
/// starved machine, where the opener is late, the limit stretches by itself.
#[derive(Clone, Default)]
pub struct Gate {
    shared: Arc<Shared>,
}

impl Gate {
    /// A shut gate.
    pub fn new() -> Gate {
        Gate::default()
    }

    /// Opens the gate for everybody who waits or will come. Opening it again changes nothing.
    pub fn open(&self) {
        *self.shared.lock() = true;
        self.shared.opened.notify_all();
        self.shared.passers.notify_waiters();
    }

    /// Whether the gate has been opened.
    pub fn is_open(&self) -> bool {
        *self.shared.lock()
    }

    /// Blocks this thread until the gate opens, at most for 150 ticks of 10 ms.
    pub fn wait(&self) -> Result<(), GateTimeout> {
        self.wait_ticks(PATIENCE)
    }

    /// Blocks this thread until the gate opens, at most for so many ticks of 10 ms.
    pub fn wait_ticks(&self, ticks: u32) -> Result<(), GateTimeout> {
        let mut open = self.shared.lock();
        let mut left = ticks;
        while !*open {
            if left == 0 {
                return Err(GateTimeout { ticks });
            }
            let waited = self.shared.opened.wait_timeout(open, TICK);
            let (seen, tick) = waited.unwrap_or_else(PoisonError::into_inner);
            // A wake-up without an opening is not a tick: only a full wait counts.
            left -= u32::from(tick.timed_out());
            open = seen;
        }
        Ok(())
    }

    /// Waits in async code until the gate opens, for as long as it takes.
    pub async fn passed(&self) {
        while !self.is_open() {
            // Registered before the second look: an opening in between is not lost.
            let mut call = std::pin::pin!(self.shared.passers.notified());
            call.as_mut().enable();
            if !self.is_open() {
                call.await;
            }
        }
    }
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_open() { "Gate(open)" } else { "Gate(shut)" })
    }
}

/// Nobody opened the gate in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GateTimeout {
    /// How many ticks of 10 ms were waited.
    pub ticks: u32,
}

impl fmt::Display for GateTimeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the gate stayed shut for {} ticks of 10 ms", self.ticks)
    }
}

impl std::error::Error for GateTimeout {}

#[derive(Default)]
struct Shared {
    open: Mutex<bool>,
    opened: Condvar,
    passers: Notify,
}

impl Shared {
    /// A thread that panicked cannot leave a `bool` half written, so its poison means nothing.
    fn lock(&self) -> MutexGuard<'_, bool> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Gate, GateTimeout};
    use tokio_test::{assert_pending, assert_ready, task};

    #[test]
    fn a_shut_gate_gives_up_after_its_ticks() {
        assert_eq!(Gate::new().wait_ticks(0), Err(GateTimeout { ticks: 0 }));
        assert_eq!(Gate::new().wait_ticks(2), Err(GateTimeout { ticks: 2 }));
    }

    #[test]
    fn an_open_gate_is_passed_without_a_tick() {
        let gate = Gate::new();
        gate.open();
        assert_eq!(gate.wait_ticks(0), Ok(()));
    }

    #[test]
    fn opening_wakes_a_waiting_thread() {
        let (ready, gate) = (Gate::new(), Gate::new());
        let waiter = std::thread::spawn({
            let (ready, gate) = (ready.clone(), gate.clone());
            move || {
                ready.open();
                gate.wait()
            }
        });
        ready.wait().expect("the thread has started");
        gate.open();
        assert_eq!(waiter.join().expect("the thread did not panic"), Ok(()));
    }

    #[test]
    fn opening_wakes_everyone_who_awaits() {
        let gate = Gate::new();
        let mut first = task::spawn(gate.passed());
        let mut second = task::spawn(gate.passed());
        assert_pending!(first.poll());
        assert_pending!(second.poll());
        gate.clone().open();
        assert!(first.is_woken() && second.is_woken());
        assert_ready!(first.poll());
        assert_ready!(second.poll());
    }

    #[test]
    fn a_latecomer_passes_an_open_gate_at_once() {
        let gate = Gate::new();
        gate.open();
        assert_ready!(task::spawn(gate.passed()).poll());
    }
}
