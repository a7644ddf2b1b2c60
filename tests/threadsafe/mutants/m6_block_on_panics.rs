//! M6: result blocks through the runtime, which refuses on the thread of the loop.
//! fails: would_deadlock
//! tells: waits-for-itself

use std::{
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use tokio::{
    runtime::{Builder, Handle},
    sync::Notify,
    task::{JoinError, JoinHandle},
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
    let open = !handle.closed.load(Ordering::SeqCst);
    ConcurrentFuture {
        task: open.then(|| handle.runtime.spawn(fut)),
        error: BridgeError::LoopClosed,
        runtime: handle.runtime.clone(),
    }
}

pub struct ConcurrentFuture<T> {
    task: Option<JoinHandle<T>>,
    error: BridgeError,
    runtime: Handle,
}

impl<T: Send + 'static> ConcurrentFuture<T> {
    pub fn result(&mut self, timeout: Option<Duration>) -> Result<T, BridgeError> {
        let Some(task) = &mut self.task else { return Err(self.error.clone()) };
        let end = match timeout {
            None => self.runtime.block_on(task),
            Some(limit) => self
                .runtime
                .block_on(async { tokio::time::timeout(limit, task).await })
                .map_err(|_| BridgeError::Timeout)?,
        };
        let end = end.map_err(reason);
        self.error = end.as_ref().err().cloned().unwrap_or(BridgeError::Cancelled);
        self.task = None;
        end
    }

    pub fn done(&self) -> bool {
        self.task.as_ref().is_none_or(JoinHandle::is_finished)
    }

    pub fn cancel(&self) -> bool {
        let pending = !self.done();
        if let (true, Some(task)) = (pending, &self.task) {
            task.abort();
        }
        pending
    }
}

fn reason(error: JoinError) -> BridgeError {
    let Ok(panic) = error.try_into_panic() else { return BridgeError::Cancelled };
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
    BridgeError::Panicked(text.unwrap_or_default())
}
