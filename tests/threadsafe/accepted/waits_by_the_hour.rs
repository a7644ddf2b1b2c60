//! accepted: the loop is driven by a wait that is begun anew every hour, which is no looking around.

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
    thread::{self, ThreadId},
    time::Duration,
};

use futures::FutureExt;
use tokio::{
    runtime::{Builder, Handle},
    sync::Notify,
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
    stop: Arc<Notify>,
    thread: Option<thread::JoinHandle<()>>,
}

#[derive(Clone)]
pub struct LoopHandle {
    runtime: Handle,
    closed: Arc<AtomicBool>,
    thread: ThreadId,
}

impl LoopThread {
    pub fn start() -> LoopThread {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let handle = runtime.handle().clone();
        let stop = Arc::new(Notify::new());
        let stopped = Arc::clone(&stop);
        let thread = thread::spawn(move || {
            runtime.block_on(async {
                let hour = Duration::from_secs(3600);
                while tokio::time::timeout(hour, stopped.notified()).await.is_err() {}
            });
        });
        let closed = Arc::new(AtomicBool::new(false));
        let handle = LoopHandle { runtime: handle, closed, thread: thread.thread().id() };
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
    let (sender, receiver) = channel();
    if handle.closed.load(Ordering::SeqCst) {
        let end = RefCell::new(Some(Err(BridgeError::LoopClosed)));
        return ConcurrentFuture { receiver, end, abort: None, thread: handle.thread };
    }
    let task = handle.runtime.spawn(async move {
        let end = AssertUnwindSafe(fut).catch_unwind().await;
        let _ = sender.send(end.map_err(|payload| BridgeError::Panicked(text(payload))));
    });
    let (end, abort) = (RefCell::new(None), Some(task.abort_handle()));
    ConcurrentFuture { receiver, end, abort, thread: handle.thread }
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
    thread: ThreadId,
}

impl<T: Send + 'static> ConcurrentFuture<T> {
    pub fn result(&mut self, timeout: Option<Duration>) -> Result<T, BridgeError> {
        if !self.done() {
            if thread::current().id() == self.thread {
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
