//! M2: coroutines are spawned on a runtime that nobody drives.
//! fails: three
//! tells: loop-not-running
//! also: add, callback, error_value, panic_is_error, runs_on_loop_thread, shared_loop_state
//! also: concurrent_coroutines, loop_not_blocked_by_result, idle_loop_wakes, drivers_enabled
//! also: timeout_zero_then_value, timeout_does_not_cancel, would_deadlock, task_cancelled
//! also: cancel_drops_on_loop, cancel_done_false, drop_future_detaches, callback_fifo
//! also: callback_panic, stop_cancels_and_joins, drop_is_stop, submit_after_stop
//! also: call_from_another_runtime, eight_threads_1000

use std::{
    any::Any,
    cell::RefCell,
    future::Future,
    panic::AssertUnwindSafe,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel},
    },
    time::Duration,
};

use futures::FutureExt;
use tokio::{
    runtime::{Builder, Handle, Id, Runtime},
    task::AbortHandle,
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BridgeError {
    Timeout,
    Cancelled,
    Panicked(String),
    LoopClosed,
    WouldDeadlock,
}

pub struct LoopThread {
    handle: LoopHandle,
    runtime: Option<Runtime>,
}

#[derive(Clone)]
pub struct LoopHandle {
    runtime: Handle,
    closed: Arc<AtomicBool>,
}

impl LoopThread {
    pub fn start() -> LoopThread {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let closed = Arc::new(AtomicBool::new(false));
        let handle = LoopHandle { runtime: runtime.handle().clone(), closed };
        LoopThread { handle, runtime: Some(runtime) }
    }

    pub fn handle(&self) -> LoopHandle {
        self.handle.clone()
    }

    pub fn stop(mut self) {
        self.finish();
    }

    fn finish(&mut self) {
        self.handle.closed.store(true, Ordering::SeqCst);
        drop(self.runtime.take());
    }
}

impl Drop for LoopThread {
    fn drop(&mut self) {
        self.finish();
    }
}

impl LoopHandle {
    pub fn call_soon_threadsafe(
        &self,
        f: impl FnOnce() + Send + 'static,
    ) -> Result<(), BridgeError> {
        if self.closed.load(Ordering::SeqCst) {
            return Err(BridgeError::LoopClosed);
        }
        self.runtime.spawn(async move { f() });
        Ok(())
    }
}

pub fn run_coroutine_threadsafe<F>(fut: F, handle: &LoopHandle) -> ConcurrentFuture<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let (sender, receiver) = channel();
    if handle.closed.load(Ordering::SeqCst) {
        let end = RefCell::new(Some(Err(BridgeError::LoopClosed)));
        return ConcurrentFuture { receiver, end, abort: None, runtime: handle.runtime.id() };
    }
    let task = handle.runtime.spawn(async move {
        let end = AssertUnwindSafe(fut).catch_unwind().await;
        let _ = sender.send(end.map_err(|payload| BridgeError::Panicked(text(payload))));
    });
    let (end, abort) = (RefCell::new(None), Some(task.abort_handle()));
    ConcurrentFuture { receiver, end, abort, runtime: handle.runtime.id() }
}

fn text(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => payload.downcast::<&str>().map_or("?".into(), |text| text.to_string()),
    }
}

pub struct ConcurrentFuture<T> {
    receiver: Receiver<Result<T, BridgeError>>,
    end: RefCell<Option<Result<T, BridgeError>>>,
    abort: Option<AbortHandle>,
    runtime: Id,
}

impl<T: Send + 'static> ConcurrentFuture<T> {
    pub fn result(&mut self, timeout: Option<Duration>) -> Result<T, BridgeError> {
        if !self.done() {
            if Handle::try_current().is_ok_and(|here| here.id() == self.runtime) {
                return Err(BridgeError::WouldDeadlock);
            }
            let end = match timeout {
                None => self.receiver.recv().unwrap_or(Err(BridgeError::Cancelled)),
                Some(limit) => match self.receiver.recv_timeout(limit) {
                    Ok(end) => end,
                    Err(RecvTimeoutError::Timeout) => return Err(BridgeError::Timeout),
                    Err(RecvTimeoutError::Disconnected) => Err(BridgeError::Cancelled),
                },
            };
            self.end.replace(Some(end));
        }
        let end = self.end.take().unwrap_or(Err(BridgeError::Cancelled));
        let error = end.as_ref().err().cloned().unwrap_or(BridgeError::Cancelled);
        self.end.replace(Some(Err(error)));
        end
    }

    pub fn done(&self) -> bool {
        let mut end = self.end.borrow_mut();
        if end.is_none() {
            *end = match self.receiver.try_recv() {
                Ok(end) => Some(end),
                Err(TryRecvError::Disconnected) => Some(Err(BridgeError::Cancelled)),
                Err(TryRecvError::Empty) => None,
            };
        }
        end.is_some()
    }

    pub fn cancel(&self) -> bool {
        let pending = !self.done();
        if let (true, Some(abort)) = (pending, &self.abort) {
            abort.abort();
        }
        pending
    }
}
