//! M9: the loop looks into its queue twenty times a second.
//! fails: idle_loop_wakes
//! tells: polls-when-idle

use std::{
    any::Any,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, Condvar, Mutex},
    thread::{self, JoinHandle, ThreadId},
    time::Duration,
};

use futures::{
    FutureExt,
    future::{AbortHandle, Aborted, abortable},
};
use tokio::{
    runtime::Builder,
    sync::mpsc::{UnboundedReceiver, UnboundedSender, error::TryRecvError, unbounded_channel},
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

enum Message {
    Call(Callback),
    Stop,
}

pub struct LoopThread {
    handle: LoopHandle,
    thread: Option<JoinHandle<()>>,
}

#[derive(Clone)]
pub struct LoopHandle {
    inbox: UnboundedSender<Message>,
    thread: ThreadId,
}

impl LoopThread {
    pub fn start() -> LoopThread {
        let (inbox, messages) = unbounded_channel();
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let thread = thread::spawn(move || runtime.block_on(serve(messages)));
        let handle = LoopHandle { inbox, thread: thread.thread().id() };
        LoopThread { handle, thread: Some(thread) }
    }

    pub fn handle(&self) -> LoopHandle {
        self.handle.clone()
    }

    pub fn stop(self) {}
}

impl Drop for LoopThread {
    fn drop(&mut self) {
        let _ = self.handle.inbox.send(Message::Stop);
        let _ = self.thread.take().map(JoinHandle::join);
    }
}

async fn serve(mut messages: UnboundedReceiver<Message>) {
    loop {
        match messages.try_recv() {
            Ok(Message::Call(callback)) => drop(catch_unwind(AssertUnwindSafe(callback))),
            Ok(Message::Stop) => messages.close(),
            Err(TryRecvError::Empty) => tokio::time::sleep(Duration::from_millis(50)).await,
            Err(TryRecvError::Disconnected) => break,
        }
    }
}

impl LoopHandle {
    pub fn call_soon_threadsafe(
        &self,
        f: impl FnOnce() + Send + 'static,
    ) -> Result<(), BridgeError> {
        self.inbox.send(Message::Call(Box::new(f))).map_err(|_| BridgeError::LoopClosed)
    }
}

pub fn run_coroutine_threadsafe<F>(fut: F, handle: &LoopHandle) -> ConcurrentFuture<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let promise = Promise(Arc::new(Cell { end: Mutex::new(None), settled: Condvar::new() }));
    let cell = Arc::clone(&promise.0);
    let (work, abort) = abortable(AssertUnwindSafe(fut).catch_unwind());
    let submitted = handle.call_soon_threadsafe(move || {
        tokio::spawn(async move {
            promise.0.settle(match work.await {
                Ok(Ok(value)) => Ok(value),
                Ok(Err(panic)) => Err(BridgeError::Panicked(text(panic))),
                Err(Aborted) => Err(BridgeError::Cancelled),
            });
        });
    });
    if let Err(closed) = submitted {
        *cell.end.lock().unwrap() = Some(Err(closed));
    }
    ConcurrentFuture { cell, abort, thread: handle.thread }
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

struct Promise<T>(Arc<Cell<T>>);

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        self.0.settle(Err(BridgeError::Cancelled));
    }
}
