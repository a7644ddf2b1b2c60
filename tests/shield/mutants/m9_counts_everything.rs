//! M9: drain gives the number of all shields that the scope ever had.
//! fails: drain_counts
//! tells: miscounted
//! also: drain_after_panic, drain_sees_late_work, drain_empty

use std::{
    any::Any,
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use tokio::{
    sync::watch,
    task::{AbortHandle, JoinError, JoinHandle},
    time,
};

/// Why a shielded job has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShieldError {
    Cancelled,
    Panicked(String),
}

/// Waits for a job that does not depend on it.
pub struct Shield<T> {
    task: JoinHandle<T>,
}

/// Starts the job now. It goes on whatever becomes of the shield.
pub fn shield<F>(fut: F) -> Shield<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    Shield { task: tokio::spawn(fut) }
}

impl<T> Shield<T> {
    /// A grip on the job itself, not on the waiting.
    pub fn inner(&self) -> InnerHandle {
        InnerHandle { task: self.task.abort_handle() }
    }
}

impl<T> Future for Shield<T> {
    type Output = Result<T, ShieldError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.task).poll(cx).map_err(ShieldError::from)
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
#[derive(Clone)]
pub struct InnerHandle {
    task: AbortHandle,
}

impl InnerHandle {
    /// Cancels the job. When it is over already, nothing happens.
    pub fn cancel(&self) {
        self.task.abort();
    }

    /// Whether the job is over: finished, panicked or cancelled.
    pub fn done(&self) -> bool {
        self.task.is_finished()
    }
}

/// What [`patient`] has to say when its patience ends.
pub enum Patience<T> {
    Done(Result<T, ShieldError>),
    StillRunning(Shield<T>),
}

/// Waits for the shield, but no longer than `patience`; then gives the same shield back.
pub async fn patient<T: Send + 'static>(mut shield: Shield<T>, patience: Duration) -> Patience<T> {
    match time::timeout(patience, &mut shield).await {
        Ok(end) => Patience::Done(end),
        Err(_) => Patience::StillRunning(shield),
    }
}

/// Remembers the unfinished jobs, so that a shutdown can wait for them.
#[derive(Clone, Default)]
pub struct ShieldScope {
    unfinished: Arc<watch::Sender<usize>>,
    shielded: Arc<AtomicUsize>,
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
        self.shielded.fetch_add(1, Ordering::Relaxed);
        let counted = Counted::new(&self.unfinished);
        shield(async move {
            let _until_the_end = counted;
            fut.await
        })
    }

    /// Waits until no job is unfinished; gives how many of them were, at the call.
    pub async fn drain(&self) -> usize {
        let mut unfinished = self.unfinished.subscribe();
        let _ = unfinished.wait_for(|count| *count == 0).await;
        self.shielded.load(Ordering::Relaxed)
    }
}

/// One piece of unfinished work.
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

/// The text of a panic: `panic!("…")` gives a `&str`, `panic!("{x}")` a `String`.
fn message(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => {
            payload.downcast::<&str>().map_or("unknown".to_owned(), |text| (*text).to_owned())
        }
    }
}
