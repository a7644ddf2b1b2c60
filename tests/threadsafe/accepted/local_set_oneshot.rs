//! accepted: a LocalSet fed by an mpsc channel, a oneshot for the way back, `blocking_recv`.

use std::{
    any::Any,
    future::Future,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    thread::{self, ThreadId},
    time::Duration,
};

use futures::FutureExt;
use tokio::{
    runtime::Builder,
    sync::{mpsc, oneshot},
    task::{LocalSet, spawn_local},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BridgeError {
    Timeout,
    Cancelled,
    Panicked(String),
    LoopClosed,
    WouldDeadlock,
}

enum Job {
    Callback(Box<dyn FnOnce() + Send>),
    Coroutine(Pin<Box<dyn Future<Output = ()> + Send>>),
}

pub struct LoopThread {
    handle: LoopHandle,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

#[derive(Clone)]
pub struct LoopHandle {
    jobs: mpsc::UnboundedSender<Job>,
    thread: ThreadId,
}

impl LoopThread {
    pub fn start() -> LoopThread {
        let (jobs, inbox) = mpsc::unbounded_channel();
        let (stop, stopped) = oneshot::channel();
        let thread = thread::spawn(move || {
            let runtime = Builder::new_current_thread().enable_all().build().unwrap();
            LocalSet::new().block_on(&runtime, work(inbox, stopped));
        });
        let handle = LoopHandle { jobs, thread: thread.thread().id() };
        LoopThread { handle, stop: Some(stop), thread: Some(thread) }
    }

    pub fn handle(&self) -> LoopHandle {
        self.handle.clone()
    }

    pub fn stop(self) {}
}

impl Drop for LoopThread {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

async fn work(mut inbox: mpsc::UnboundedReceiver<Job>, mut stopped: oneshot::Receiver<()>) {
    loop {
        let job = tokio::select! {
            biased;
            _ = &mut stopped => break,
            Some(job) = inbox.recv() => job,
        };
        match job {
            Job::Callback(callback) => drop(catch_unwind(AssertUnwindSafe(callback))),
            Job::Coroutine(coroutine) => drop(spawn_local(coroutine)),
        }
    }
    inbox.close();
    while inbox.recv().await.is_some() {}
}

impl LoopHandle {
    pub fn call_soon_threadsafe(
        &self,
        f: impl FnOnce() + Send + 'static,
    ) -> Result<(), BridgeError> {
        self.jobs.send(Job::Callback(Box::new(f))).map_err(|_| BridgeError::LoopClosed)
    }
}

pub fn run_coroutine_threadsafe<F>(fut: F, handle: &LoopHandle) -> ConcurrentFuture<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let (give, take) = oneshot::channel();
    let (cancel, cancelled) = oneshot::channel::<()>();
    let coroutine = Box::pin(async move {
        let work = AssertUnwindSafe(fut).catch_unwind();
        // An error of `cancelled` means that nobody can cancel any more.
        let cancelled = cancelled.then(|order| async move {
            if order.is_err() {
                std::future::pending::<()>().await;
            }
        });
        let end = tokio::select! {
            biased;
            _ = cancelled => Err(BridgeError::Cancelled),
            end = work => end.map_err(|payload| BridgeError::Panicked(text(&*payload))),
        };
        let _ = give.send(end);
    });
    let (cancel, mut future) = (Some(cancel).into(), ConcurrentFuture::new(take, handle.thread));
    future.cancel = cancel;
    if handle.jobs.send(Job::Coroutine(coroutine)).is_err() {
        future.state = State::Over(Err(BridgeError::LoopClosed)).into();
    }
    future
}

fn text(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        text.to_string()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "?".to_string()
    }
}

pub struct ConcurrentFuture<T> {
    state: std::sync::Mutex<State<T>>,
    cancel: std::sync::Mutex<Option<oneshot::Sender<()>>>,
    thread: ThreadId,
}

enum State<T> {
    Waiting(oneshot::Receiver<Result<T, BridgeError>>),
    Over(Result<T, BridgeError>),
}

impl<T: Send + 'static> ConcurrentFuture<T> {
    fn new(take: oneshot::Receiver<Result<T, BridgeError>>, thread: ThreadId) -> Self {
        ConcurrentFuture { state: State::Waiting(take).into(), cancel: None.into(), thread }
    }

    pub fn result(&mut self, timeout: Option<Duration>) -> Result<T, BridgeError> {
        if !self.done() && thread::current().id() == self.thread {
            return Err(BridgeError::WouldDeadlock);
        }
        let state = self.state.get_mut().unwrap();
        let over = State::Over(Err(BridgeError::Cancelled));
        let end = match (std::mem::replace(state, over), timeout) {
            (State::Over(end), _) => end,
            (State::Waiting(take), None) => {
                take.blocking_recv().unwrap_or(Err(BridgeError::Cancelled))
            }
            (State::Waiting(mut take), Some(limit)) => {
                // A timer needs a driver, so this thread drives one for a moment.
                let timer = Builder::new_current_thread().enable_time().build().unwrap();
                let end = timer.block_on(async { tokio::time::timeout(limit, &mut take).await });
                match end {
                    Ok(end) => end.unwrap_or(Err(BridgeError::Cancelled)),
                    Err(_) => {
                        *state = State::Waiting(take);
                        return Err(BridgeError::Timeout);
                    }
                }
            }
        };
        if let Err(error) = &end {
            *state = State::Over(Err(error.clone()));
        }
        end
    }

    pub fn done(&self) -> bool {
        let mut state = self.state.lock().unwrap();
        if let State::Waiting(take) = &mut *state {
            match take.try_recv() {
                Ok(end) => *state = State::Over(end),
                Err(oneshot::error::TryRecvError::Empty) => return false,
                Err(_) => *state = State::Over(Err(BridgeError::Cancelled)),
            }
        }
        true
    }

    pub fn cancel(&self) -> bool {
        let pending = !self.done();
        if pending && let Some(cancel) = self.cancel.lock().unwrap().take() {
            let _ = cancel.send(());
        }
        pending
    }
}
