//! accepted: the JoinHandle itself is the way back, polled by a thread that parks in between.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread, ThreadId},
    time::{Duration, Instant},
};

use tokio::{
    runtime::{Builder, Handle},
    sync::oneshot,
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
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

#[derive(Clone)]
pub struct LoopHandle {
    /// Gone when the loop is closed.
    runtime: Arc<Mutex<Option<Handle>>>,
    thread: ThreadId,
}

impl LoopThread {
    pub fn start() -> LoopThread {
        let (tell, told) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let thread = thread::spawn(move || {
            let runtime = Builder::new_current_thread().enable_all().build().unwrap();
            tell.send(runtime.handle().clone()).unwrap();
            let _ = runtime.block_on(stopped);
        });
        let runtime = Arc::new(Mutex::new(Some(told.recv().unwrap())));
        let handle = LoopHandle { runtime, thread: thread.thread().id() };
        LoopThread { handle, stop: Some(stop), thread: Some(thread) }
    }

    pub fn handle(&self) -> LoopHandle {
        self.handle.clone()
    }

    pub fn stop(self) {}
}

impl Drop for LoopThread {
    fn drop(&mut self) {
        *self.handle.runtime.lock().unwrap() = None;
        drop(self.stop.take());
        self.thread.take().unwrap().join().unwrap();
    }
}

impl LoopHandle {
    pub fn call_soon_threadsafe(
        &self,
        f: impl FnOnce() + Send + 'static,
    ) -> Result<(), BridgeError> {
        let runtime = self.runtime.lock().unwrap();
        let runtime = runtime.as_ref().ok_or(BridgeError::LoopClosed)?;
        runtime.spawn(async move { f() });
        Ok(())
    }
}

pub fn run_coroutine_threadsafe<F>(fut: F, handle: &LoopHandle) -> ConcurrentFuture<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let task = handle.runtime.lock().unwrap().as_ref().map(|runtime| runtime.spawn(fut));
    ConcurrentFuture { task, error: BridgeError::LoopClosed, thread: handle.thread }
}

pub struct ConcurrentFuture<T> {
    task: Option<JoinHandle<T>>,
    /// What is told when there is no task any more.
    error: BridgeError,
    thread: ThreadId,
}

/// Wakes a thread that parks.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

impl<T: Send + 'static> ConcurrentFuture<T> {
    pub fn result(&mut self, timeout: Option<Duration>) -> Result<T, BridgeError> {
        let Some(task) = &mut self.task else { return Err(self.error.clone()) };
        let deadline = timeout.and_then(|limit| Instant::now().checked_add(limit));
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut context = Context::from_waker(&waker);
        let end = loop {
            if let Poll::Ready(end) = Pin::new(&mut *task).poll(&mut context) {
                break end;
            }
            if thread::current().id() == self.thread {
                return Err(BridgeError::WouldDeadlock);
            }
            let left = deadline.map(|at| at.saturating_duration_since(Instant::now()));
            match left {
                Some(Duration::ZERO) => return Err(BridgeError::Timeout),
                Some(left) => thread::park_timeout(left),
                None => thread::park(),
            }
        };
        self.task = None;
        let end = end.map_err(reason);
        self.error = end.as_ref().err().cloned().unwrap_or(BridgeError::Cancelled);
        end
    }

    pub fn done(&self) -> bool {
        self.task.as_ref().is_none_or(JoinHandle::is_finished)
    }

    pub fn cancel(&self) -> bool {
        let Some(task) = self.task.as_ref().filter(|task| !task.is_finished()) else {
            return false;
        };
        task.abort();
        true
    }
}

fn reason(error: JoinError) -> BridgeError {
    let Ok(payload) = error.try_into_panic() else { return BridgeError::Cancelled };
    let text = payload.downcast_ref::<&str>().map(ToString::to_string);
    let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
    BridgeError::Panicked(text.unwrap_or_default())
}
