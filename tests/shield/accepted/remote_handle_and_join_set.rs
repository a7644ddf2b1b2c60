//! accepted: a RemoteHandle that is told to forget when it is dropped, and a JoinSet behind a
//! mutex, swept whenever a job is added.

use std::{
    any::Any,
    future::{Future, poll_fn},
    panic::AssertUnwindSafe,
    pin::{Pin, pin},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use futures::{
    FutureExt,
    future::{self, AbortHandle, Abortable, Either, RemoteHandle},
};
use tokio::{task::JoinSet, time::sleep};

/// Why a shielded job has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShieldError {
    Cancelled,
    Panicked(String),
}

type End<T> = Result<T, ShieldError>;

/// Waits for a job that does not depend on it.
pub struct Shield<T> {
    end: Option<RemoteHandle<End<T>>>,
    inner: InnerHandle,
}

/// Starts the job now. It goes on whatever becomes of the shield.
pub fn shield<F>(fut: F) -> Shield<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let (work, shield) = remote(fut);
    drop(tokio::spawn(work));
    shield
}

/// The work, to be spawned by the caller, and its shield. Neither a panic nor a cancellation ends
/// the remote side early: both are values already.
fn remote<F>(fut: F) -> (impl Future<Output = ()> + Send, Shield<F::Output>)
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let (abort, registration) = AbortHandle::new_pair();
    let over = Arc::new(AtomicBool::new(false));
    let inner = InnerHandle { abort, over: Arc::clone(&over) };
    let (work, end) = async move {
        let end = Abortable::new(AssertUnwindSafe(fut).catch_unwind(), registration).await;
        over.store(true, Ordering::SeqCst);
        match end {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(payload)) => Err(ShieldError::Panicked(message(payload))),
            Err(_) => Err(ShieldError::Cancelled),
        }
    }
    .remote_handle();
    (work, Shield { end: Some(end), inner })
}

impl<T> Drop for Shield<T> {
    fn drop(&mut self) {
        // A RemoteHandle that is merely dropped cancels.
        if let Some(end) = self.end.take() {
            end.forget();
        }
    }
}

impl<T> Shield<T> {
    /// A grip on the job itself, not on the waiting.
    pub fn inner(&self) -> InnerHandle {
        self.inner.clone()
    }
}

impl<T: 'static> Future for Shield<T> {
    type Output = End<T>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let end = self.end.as_mut().expect("not polled after its end");
        let end = ready!(Pin::new(end).poll(cx));
        self.end = None;
        Poll::Ready(end)
    }
}

/// A grip on a shielded job.
#[derive(Clone)]
pub struct InnerHandle {
    abort: AbortHandle,
    over: Arc<AtomicBool>,
}

impl InnerHandle {
    /// Cancels the job. When it is over already, nothing happens.
    pub fn cancel(&self) {
        self.abort.abort();
    }

    /// Whether the job is over: finished, panicked or cancelled.
    pub fn done(&self) -> bool {
        self.over.load(Ordering::SeqCst)
    }
}

/// What [`patient`] has to say when its patience ends.
pub enum Patience<T> {
    Done(Result<T, ShieldError>),
    StillRunning(Shield<T>),
}

/// Waits for the shield, but no longer than `patience`; then gives the same shield back.
pub async fn patient<T: Send + 'static>(shield: Shield<T>, patience: Duration) -> Patience<T> {
    match future::select(shield, pin!(sleep(patience))).await {
        Either::Left((end, _)) => Patience::Done(end),
        Either::Right(((), shield)) => Patience::StillRunning(shield),
    }
}

/// Remembers the unfinished jobs, so that a shutdown can wait for them.
#[derive(Clone, Default)]
pub struct ShieldScope {
    tasks: Arc<Tasks>,
}

#[derive(Default)]
struct Tasks {
    set: Mutex<JoinSet<()>>,
}

impl Drop for Tasks {
    fn drop(&mut self) {
        // A JoinSet would abort what still runs.
        self.set.get_mut().unwrap().detach_all();
    }
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
        let (work, shield) = remote(fut);
        let mut tasks = self.tasks.set.lock().unwrap();
        forget_finished(&mut tasks);
        tasks.spawn(work);
        shield
    }

    /// Waits until no job is unfinished; gives how many of them were, at the call.
    pub async fn drain(&self) -> usize {
        let at_the_call = {
            let mut tasks = self.tasks.set.lock().unwrap();
            forget_finished(&mut tasks);
            tasks.len()
        };
        // The lock is held for a look, not across the await.
        while poll_fn(|cx| self.tasks.set.lock().unwrap().poll_join_next(cx)).await.is_some() {}
        at_the_call
    }
}

fn forget_finished(tasks: &mut JoinSet<()>) {
    while tasks.try_join_next().is_some() {}
}

fn message(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => payload.downcast::<&str>().map_or(String::new(), |text| text.to_string()),
    }
}
