//! M1: every call starts a thread with a runtime of its own.
//! fails: runs_on_loop_thread
//! tells: loop-per-call
//! also: shared_loop_state, would_deadlock, cancel_drops_on_loop, call_from_another_runtime
//! also: eight_threads_1000

use std::{
    any::Any,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex, mpsc},
    thread::{self, JoinHandle, ThreadId},
    time::Duration,
};

use futures::{
    FutureExt,
    future::{AbortHandle, Aborted, abortable},
};
use tokio::{runtime::Builder, sync::watch};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BridgeError {
    Timeout,
    Cancelled,
    Panicked(String),
    LoopClosed,
    WouldDeadlock,
}

type Callback = Box<dyn FnOnce() + Send>;

pub struct LoopThread {
    handle: LoopHandle,
}

#[derive(Clone)]
pub struct LoopHandle {
    callbacks: mpsc::Sender<Callback>,
    threads: Arc<Mutex<Vec<JoinHandle<()>>>>,
    closed: Arc<watch::Sender<bool>>,
}

impl LoopThread {
    pub fn start() -> LoopThread {
        let (callbacks, inbox) = mpsc::channel::<Callback>();
        thread::spawn(move || {
            for callback in inbox {
                let _ = catch_unwind(AssertUnwindSafe(callback));
            }
        });
        let closed = Arc::new(watch::Sender::new(false));
        LoopThread { handle: LoopHandle { callbacks, threads: Arc::default(), closed } }
    }

    pub fn handle(&self) -> LoopHandle {
        self.handle.clone()
    }

    pub fn stop(self) {}
}

impl Drop for LoopThread {
    fn drop(&mut self) {
        self.handle.closed.send_replace(true);
        for thread in self.handle.threads.lock().unwrap().drain(..) {
            let _ = thread.join();
        }
    }
}

impl LoopHandle {
    pub fn call_soon_threadsafe(
        &self,
        f: impl FnOnce() + Send + 'static,
    ) -> Result<(), BridgeError> {
        if *self.closed.borrow() {
            return Err(BridgeError::LoopClosed);
        }
        self.callbacks.send(Box::new(f)).map_err(|_| BridgeError::LoopClosed)
    }
}

pub fn run_coroutine_threadsafe<F>(fut: F, handle: &LoopHandle) -> ConcurrentFuture<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let cell = Arc::new(Cell { end: Mutex::new(None), settled: Condvar::new() });
    let (work, abort) = abortable(AssertUnwindSafe(fut).catch_unwind());
    if *handle.closed.borrow() {
        cell.settle(Err(BridgeError::LoopClosed));
        return ConcurrentFuture { cell, abort, thread: thread::current().id() };
    }
    let (promise, mut closed) = (Arc::clone(&cell), handle.closed.subscribe());
    let thread = thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let end = runtime.block_on(async move {
            tokio::select! {
                _ = closed.wait_for(|closed| *closed) => Err(Aborted),
                end = work => end,
            }
        });
        promise.settle(match end {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(panic)) => Err(BridgeError::Panicked(text(panic))),
            Err(Aborted) => Err(BridgeError::Cancelled),
        });
    });
    let id = thread.thread().id();
    handle.threads.lock().unwrap().push(thread);
    ConcurrentFuture { cell, abort, thread: id }
}

fn text(panic: Box<dyn Any + Send>) -> String {
    match panic.downcast::<String>() {
        Ok(text) => *text,
        Err(panic) => panic.downcast::<&str>().map_or(String::new(), |text| text.to_string()),
    }
}

pub struct ConcurrentFuture<T> {
    cell: Arc<Cell<T>>,
    abort: AbortHandle,
    thread: ThreadId,
}

impl<T: Send + 'static> ConcurrentFuture<T> {
    pub fn result(&mut self, timeout: Option<Duration>) -> Result<T, BridgeError> {
        let mut end = self.cell.end.lock().unwrap();
        if end.is_none() && thread::current().id() == self.thread {
            return Err(BridgeError::WouldDeadlock);
        }
        end = match timeout {
            None => self.cell.settled.wait_while(end, |end| end.is_none()).unwrap(),
            Some(limit) => {
                self.cell.settled.wait_timeout_while(end, limit, |end| end.is_none()).unwrap().0
            }
        };
        match end.take() {
            None => Err(BridgeError::Timeout),
            Some(Ok(value)) => {
                *end = Some(Err(BridgeError::Cancelled));
                Ok(value)
            }
            Some(Err(error)) => {
                *end = Some(Err(error.clone()));
                Err(error)
            }
        }
    }

    pub fn done(&self) -> bool {
        self.cell.end.lock().unwrap().is_some()
    }

    pub fn cancel(&self) -> bool {
        let pending = !self.done();
        if pending {
            self.abort.abort();
        }
        pending
    }
}

struct Cell<T> {
    end: Mutex<Option<Result<T, BridgeError>>>,
    settled: Condvar,
}

impl<T> Cell<T> {
    fn settle(&self, end: Result<T, BridgeError>) {
        self.end.lock().unwrap().get_or_insert(end);
        self.settled.notify_all();
    }
}
