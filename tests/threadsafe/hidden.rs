//! The checks of `threadsafe` that students never see: their table, and the coroutines that they
//! share. The checks themselves live in the submodules, by theme.

mod ending;
mod future;
mod idle;
mod place;

use std::{
    sync::{Arc, Mutex},
    thread::{self, ThreadId},
};

use contract::{
    kit::Gate,
    threadsafe::{ConcurrentFuture, Threadsafe},
    tokio::task,
};

use self::{
    ending::{drop_is_stop, stop_cancels_and_joins, submit_after_stop},
    future::{
        cancel_done_false, cancel_drops_on_loop, drop_future_detaches, error_value, panic_is_error,
        task_cancelled, three, timeout_does_not_cancel, timeout_zero_then_value, would_deadlock,
    },
    idle::idle_loop_wakes,
    place::{
        call_from_another_runtime, callback_fifo, callback_panic, concurrent_coroutines,
        drivers_enabled, eight_threads_1000, loop_not_blocked_by_result,
        runs_on_loop_thread, shared_loop_state,
    },
};
use super::public::{Scene, lock, pass};
use crate::host::check::checks;

checks! { dyn Threadsafe:
    plain three,
    plain error_value,
    plain panic_is_error,
    plain runs_on_loop_thread,
    plain shared_loop_state,
    plain concurrent_coroutines,
    plain loop_not_blocked_by_result,
    plain idle_loop_wakes,
    plain drivers_enabled,
    plain timeout_zero_then_value,
    plain timeout_does_not_cancel,
    plain would_deadlock,
    plain task_cancelled,
    plain cancel_drops_on_loop,
    plain cancel_done_false,
    plain drop_future_detaches,
    plain callback_fifo,
    plain callback_panic,
    plain stop_cancels_and_joins,
    plain drop_is_stop,
    plain submit_after_stop,
    plain call_from_another_runtime,
    plain eight_threads_1000,
}

/// A coroutine that waits at a gate, already begun.
struct Parked {
    future: Box<dyn ConcurrentFuture>,
    gate: Gate,
    fate: Fate,
}

/// Submits a coroutine that gives `value` when its gate opens, and waits until it has begun.
fn park(scene: &Scene, value: u32) -> Parked {
    let (begun, gate, fate) = (Gate::new(), Gate::new(), Fate::default());
    let (begin, wait, life) = (begun.clone(), gate.clone(), fate.life());
    scene.calls("run_coroutine_threadsafe(wait(gate), &handle)");
    let future = scene.run(async move {
        begin.open();
        wait.passed().await;
        // Whoever cancelled before the gate was opened comes first, also in the midst of a poll.
        task::yield_now().await;
        life.ends();
        value
    });
    pass(&begun);
    Parked { future, gate, fate }
}

/// What became of a coroutine, as seen from outside.
#[derive(Clone, Default)]
struct Fate {
    over: Gate,
    end: Arc<Mutex<Option<End>>>,
}

/// How a coroutine was over, and in which thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Finished,
    Dropped(ThreadId),
}

impl Fate {
    /// To be put into the coroutine.
    fn life(&self) -> Life {
        Life { fate: self.clone() }
    }

    fn is_over(&self) -> bool {
        self.over.is_open()
    }

    /// Waits until the coroutine is over.
    fn end(&self) -> Option<End> {
        pass(&self.over);
        *lock(&self.end)
    }
}

/// Held by a coroutine for as long as it lives.
struct Life {
    fate: Fate,
}

impl Life {
    /// The coroutine has come to its end.
    fn ends(&self) {
        *lock(&self.fate.end) = Some(End::Finished);
    }
}

impl Drop for Life {
    fn drop(&mut self) {
        lock(&self.fate.end).get_or_insert(End::Dropped(thread::current().id()));
        self.fate.over.open();
    }
}

/// Waits, tick by tick, for what no gate can tell.
fn wait_until(true_at_last: impl Fn() -> bool) {
    let tick = Gate::new();
    while !true_at_last() {
        let _ = tick.wait_ticks(1);
    }
}

/// Waits so many ticks, or until the gate opens. After each of them a new thread has its turn:
/// who was ready to run before it has had one too, however busy the machine is.
fn wait_in_turn(gate: &Gate, ticks: u32) {
    for _ in 0..ticks {
        if gate.wait_ticks(1).is_ok() {
            return;
        }
        let _ = thread::spawn(|| {}).join();
    }
}

/// The thread in which a coroutine of this loop runs.
fn loop_thread(scene: &Scene) -> Option<ThreadId> {
    let place = Arc::new(Mutex::new(None));
    let note = Arc::clone(&place);
    scene.calls("run_coroutine_threadsafe(place(), &handle).result(None)");
    let mut future = scene.run(async move {
        *lock(&note) = Some(thread::current().id());
        0
    });
    let _ = future.result(None);
    *lock(&place)
}
