//! M3: the coroutine is awaited by the thread that submits it.
//! fails: runs_on_loop_thread
//! tells: another-thread
//! also: timeout, concurrent_coroutines, loop_not_blocked_by_result, timeout_zero_then_value
//! also: timeout_does_not_cancel, would_deadlock, task_cancelled, cancel_drops_on_loop
//! also: drop_future_detaches, stop_cancels_and_joins, drop_is_stop, call_from_another_runtime
//! also: eight_threads_1000

use std::{
    future::Future,
    panic::AssertUnwindSafe,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use futures::FutureExt;
use tokio::{
    runtime::{Builder, Handle},
    sync::Notify,
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
    stop: Arc<Notify>,
    thread: Option<thread::JoinHandle<()>>,
}

#[derive(Clone)]
pub struct LoopHandle {
    runtime: Handle,
    closed: Arc<AtomicBool>,
}

impl LoopThread {
    pub fn start() -> LoopThread {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let handle = runtime.handle().clone();
        let stop = Arc::new(Notify::new());
        let stopped = Arc::clone(&stop);
        let thread = thread::spawn(move || runtime.block_on(stopped.notified()));
        let closed = Arc::new(AtomicBool::new(false));
        let handle = LoopHandle { runtime: handle, closed };
        LoopThread { handle, stop, thread: Some(thread) }
    }

    pub fn handle(&self) -> LoopHandle {
        self.handle.clone()
    }

    pub fn stop(mut self) {
        self.finish();
    }

    fn finish(&mut self) {
        if let Some(thread) = self.thread.take() {
            self.handle.closed.store(true, Ordering::SeqCst);
            self.stop.notify_one();
            thread.join().unwrap();
        }
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
    if handle.closed.load(Ordering::SeqCst) {
        return ConcurrentFuture { end: Err(BridgeError::LoopClosed) };
    }
    let end = handle.runtime.block_on(AssertUnwindSafe(fut).catch_unwind());
    ConcurrentFuture {
        end: end.map_err(|panic| {
            let text = panic.downcast_ref::<&str>().map(ToString::to_string);
            let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
            BridgeError::Panicked(text.unwrap_or_default())
        }),
    }
}

pub struct ConcurrentFuture<T> {
    end: Result<T, BridgeError>,
}

impl<T: Send + 'static> ConcurrentFuture<T> {
    pub fn result(&mut self, _timeout: Option<Duration>) -> Result<T, BridgeError> {
        let error = self.end.as_ref().err().cloned().unwrap_or(BridgeError::Cancelled);
        std::mem::replace(&mut self.end, Err(error))
    }

    pub fn done(&self) -> bool {
        true
    }

    pub fn cancel(&self) -> bool {
        false
    }
}
