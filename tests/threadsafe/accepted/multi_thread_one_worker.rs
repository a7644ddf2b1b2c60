//! accepted: a multi-thread runtime with one worker; callbacks go through one task, in order.

use std::{
    any::Any,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex},
    thread::{self, ThreadId},
    time::Duration,
};

use futures::FutureExt;
use tokio::{
    runtime::{Builder, Handle, Runtime},
    sync::mpsc,
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

type Callback = Box<dyn FnOnce() + Send>;

pub struct LoopThread {
    handle: LoopHandle,
    runtime: Option<Runtime>,
}

#[derive(Clone)]
pub struct LoopHandle {
    runtime: Handle,
    callbacks: mpsc::UnboundedSender<Callback>,
    open: Arc<Mutex<bool>>,
    thread: ThreadId,
}

impl LoopThread {
    pub fn start() -> LoopThread {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let (callbacks, mut inbox) = mpsc::unbounded_channel::<Callback>();
        let (tell, told) = std::sync::mpsc::channel();
        runtime.spawn(async move {
            tell.send(thread::current().id()).unwrap();
            while let Some(callback) = inbox.recv().await {
                let _ = catch_unwind(AssertUnwindSafe(callback));
            }
        });
        let handle = LoopHandle {
            runtime: runtime.handle().clone(),
            callbacks,
            open: Arc::new(Mutex::new(true)),
            thread: told.recv().unwrap(),
        };
        LoopThread { handle, runtime: Some(runtime) }
    }

    pub fn handle(&self) -> LoopHandle {
        self.handle.clone()
    }

    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for LoopThread {
    fn drop(&mut self) {
        *self.handle.open.lock().unwrap() = false;
        // Dropping the runtime drops its tasks and waits for its worker.
        drop(self.runtime.take());
    }
}

impl LoopHandle {
    pub fn call_soon_threadsafe(
        &self,
        f: impl FnOnce() + Send + 'static,
    ) -> Result<(), BridgeError> {
        let open = self.open.lock().unwrap();
        if !*open {
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
    let slot = Arc::new(Slot { end: Mutex::new(None), filled: Condvar::new() });
    let open = handle.open.lock().unwrap();
    if !*open {
        slot.fill(Err(BridgeError::LoopClosed));
        return ConcurrentFuture { slot, abort: None, thread: handle.thread };
    }
    let filler = Filler(Arc::clone(&slot));
    let task = handle.runtime.spawn(async move {
        match AssertUnwindSafe(fut).catch_unwind().await {
            Ok(value) => filler.0.fill(Ok(value)),
            Err(payload) => filler.0.fill(Err(BridgeError::Panicked(text(payload)))),
        }
    });
    ConcurrentFuture { slot, abort: Some(task.abort_handle()), thread: handle.thread }
}

fn text(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<&'static str>() {
        Ok(text) => text.to_string(),
        Err(payload) => payload.downcast::<String>().map(|text| *text).unwrap_or_default(),
    }
}

struct Slot<T> {
    end: Mutex<Option<Result<T, BridgeError>>>,
    filled: Condvar,
}

impl<T> Slot<T> {
    fn fill(&self, end: Result<T, BridgeError>) {
        let mut slot = self.end.lock().unwrap();
        if slot.is_none() {
            *slot = Some(end);
        }
        self.filled.notify_all();
    }
}

struct Filler<T>(Arc<Slot<T>>);

impl<T> Drop for Filler<T> {
    fn drop(&mut self) {
        self.0.fill(Err(BridgeError::Cancelled));
    }
}

pub struct ConcurrentFuture<T> {
    slot: Arc<Slot<T>>,
    abort: Option<AbortHandle>,
    thread: ThreadId,
}

impl<T: Send + 'static> ConcurrentFuture<T> {
    pub fn result(&mut self, timeout: Option<Duration>) -> Result<T, BridgeError> {
        let mut end = self.slot.end.lock().unwrap();
        if end.is_none() && thread::current().id() == self.thread {
            return Err(BridgeError::WouldDeadlock);
        }
        end = match timeout {
            Some(limit) => {
                self.slot.filled.wait_timeout_while(end, limit, |end| end.is_none()).unwrap().0
            }
            None => self.slot.filled.wait_while(end, |end| end.is_none()).unwrap(),
        };
        match end.take() {
            None => Err(BridgeError::Timeout),
            Some(seen) => {
                *end = Some(Err(seen.as_ref().err().cloned().unwrap_or(BridgeError::Cancelled)));
                seen
            }
        }
    }

    pub fn done(&self) -> bool {
        self.slot.end.lock().unwrap().is_some()
    }

    pub fn cancel(&self) -> bool {
        if self.done() {
            return false;
        }
        if let Some(abort) = &self.abort {
            abort.abort();
        }
        true
    }
}
