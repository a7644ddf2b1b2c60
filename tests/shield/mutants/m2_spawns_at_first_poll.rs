//! M2: the job is spawned when the shield is polled for the first time.
//! fails: starts_without_poll
//! tells: lazy
//! also: waiter_gives_up, shutdown_waits, already_done, survives_gather_cancel
//! also: cancel_after_done, patient_zero, drain_waits, drain_counts, drain_after_panic
//! also: drain_sees_late_work, drain_given_up

use std::{
    any::Any,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll},
    time::Duration,
};

use futures::{FutureExt, future::BoxFuture};
use tokio::{
    sync::watch,
    task::{AbortHandle, JoinError, JoinHandle},
    time::timeout,
};

/// Why a shielded job has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShieldError {
    Cancelled,
    Panicked(String),
}

/// Waits for a job that does not depend on it.
pub struct Shield<T> {
    state: State<T>,
    inner: InnerHandle,
}

enum State<T> {
    New(Option<Box<dyn FnOnce() -> JoinHandle<T> + Send>>),
    Running(JoinHandle<T>),
}

/// Starts the job now. It goes on whatever becomes of the shield.
pub fn shield<F>(fut: F) -> Shield<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let fut: BoxFuture<'static, F::Output> = fut.boxed();
    Shield {
        state: State::New(Some(Box::new(move || tokio::spawn(fut)))),
        inner: InnerHandle::default(),
    }
}

impl<T> Shield<T> {
    /// A grip on the job itself, not on the waiting.
    pub fn inner(&self) -> InnerHandle {
        self.inner.clone()
    }
}

impl<T> Future for Shield<T> {
    type Output = Result<T, ShieldError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        if let State::New(spawn) = &mut this.state {
            let spawn = spawn.take().expect("a shield is spawned once");
            let task = spawn();
            this.inner.started(task.abort_handle());
            this.state = State::Running(task);
        }
        let State::Running(task) = &mut this.state else { return Poll::Pending };
        Pin::new(task).poll(cx).map_err(ShieldError::from)
    }
}

impl From<JoinError> for ShieldError {
    fn from(failure: JoinError) -> ShieldError {
        match failure.try_into_panic() {
            Ok(payload) => ShieldError::Panicked(message(payload)),
            Err(_) => ShieldError::Cancelled,
        }
    }
}

/// A grip on a shielded job.
#[derive(Clone, Default)]
pub struct InnerHandle {
    known: Arc<Mutex<Known>>,
}

#[derive(Default)]
struct Known {
    task: Option<AbortHandle>,
    cancelled: bool,
}

impl InnerHandle {
    /// Cancels the job. When it is over already, nothing happens.
    pub fn cancel(&self) {
        let mut known = self.known.lock().unwrap();
        known.cancelled = true;
        if let Some(task) = &known.task {
            task.abort();
        }
    }

    /// Whether the job is over: finished, panicked or cancelled.
    pub fn done(&self) -> bool {
        self.known.lock().unwrap().task.as_ref().is_some_and(AbortHandle::is_finished)
    }

    fn started(&self, task: AbortHandle) {
        let mut known = self.known.lock().unwrap();
        if known.cancelled {
            task.abort();
        }
        known.task = Some(task);
    }
}

/// What [`patient`] has to say when its patience ends.
pub enum Patience<T> {
    Done(Result<T, ShieldError>),
    StillRunning(Shield<T>),
}

/// Waits for the shield, but no longer than `patience`; then gives the same shield back.
pub async fn patient<T: Send + 'static>(mut shield: Shield<T>, patience: Duration) -> Patience<T> {
    match timeout(patience, &mut shield).await {
        Ok(end) => Patience::Done(end),
        Err(_) => Patience::StillRunning(shield),
    }
}

/// Remembers the unfinished jobs, so that a shutdown can wait for them.
#[derive(Clone, Default)]
pub struct ShieldScope {
    unfinished: Arc<watch::Sender<usize>>,
}

impl ShieldScope {
    pub fn new() -> Self {
        Self::default()
    }

    /// As [`shield`], and the scope knows of the job until it is over.
    pub fn shield<F>(&self, fut: F) -> Shield<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        let counted = Counted::new(&self.unfinished);
        shield(async move {
            let _until_the_end = counted;
            fut.await
        })
    }

    /// Waits until no job is unfinished; gives how many of them were, at the call.
    pub async fn drain(&self) -> usize {
        let mut unfinished = self.unfinished.subscribe();
        let at_the_call = *unfinished.borrow();
        let _ = unfinished.wait_for(|count| *count == 0).await;
        at_the_call
    }
}

struct Counted {
    unfinished: Arc<watch::Sender<usize>>,
}

impl Counted {
    fn new(unfinished: &Arc<watch::Sender<usize>>) -> Counted {
        unfinished.send_modify(|count| *count += 1);
        Counted { unfinished: Arc::clone(unfinished) }
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.unfinished.send_modify(|count| *count -= 1);
    }
}

fn message(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => payload.downcast::<&str>().map_or(String::new(), |text| text.to_string()),
    }
}
