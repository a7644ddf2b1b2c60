//! accepted: the end of the task is a Shared future that the scope can wait for as well, in a
//! list that is swept whenever a job is added.

use std::{
    any::Any,
    future::{Future, poll_fn},
    panic::AssertUnwindSafe,
    pin::{Pin, pin},
    sync::{Arc, Mutex},
    task::{Context, Poll, ready},
    time::Duration,
};

use futures::{
    FutureExt,
    future::{BoxFuture, Shared, join_all},
};
use tokio::{task::AbortHandle, time::sleep};

/// Why a shielded job has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShieldError {
    Cancelled,
    Panicked(String),
}

/// Waits for a job that does not depend on it.
pub struct Shield<T> {
    running: Running,
    value: Arc<Mutex<Option<Result<T, ShieldError>>>>,
}

/// One task: how to stop it, and its end without the value.
#[derive(Clone)]
struct Running {
    task: AbortHandle,
    end: Shared<BoxFuture<'static, ()>>,
}

/// Starts the job now. It goes on whatever becomes of the shield.
pub fn shield<F>(fut: F) -> Shield<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let value = Arc::new(Mutex::new(None));
    let place = Arc::clone(&value);
    let task = tokio::spawn(async move {
        let end = AssertUnwindSafe(fut).catch_unwind().await;
        let end = end.map_err(|payload| ShieldError::Panicked(message(payload)));
        *place.lock().unwrap() = Some(end);
    });
    let handle = task.abort_handle();
    let end = async move { drop(task.await) }.boxed().shared();
    Shield { running: Running { task: handle, end }, value }
}

impl<T> Shield<T> {
    /// A grip on the job itself, not on the waiting.
    pub fn inner(&self) -> InnerHandle {
        InnerHandle { task: self.running.task.clone() }
    }
}

impl<T> Future for Shield<T> {
    type Output = Result<T, ShieldError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        ready!(self.running.end.poll_unpin(cx));
        // A cancelled task has left nothing.
        Poll::Ready(self.value.lock().unwrap().take().unwrap_or(Err(ShieldError::Cancelled)))
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
    let mut limit = pin!(sleep(patience));
    let end = poll_fn(|cx| match shield.poll_unpin(cx) {
        Poll::Ready(end) => Poll::Ready(Some(end)),
        Poll::Pending => limit.as_mut().poll(cx).map(|()| None),
    })
    .await;
    end.map_or_else(|| Patience::StillRunning(shield), Patience::Done)
}

/// Remembers the unfinished jobs, so that a shutdown can wait for them.
#[derive(Clone, Default)]
pub struct ShieldScope {
    running: Arc<Mutex<Vec<Running>>>,
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
        let shield = shield(fut);
        let mut running = self.running.lock().unwrap();
        running.retain(|running| !running.task.is_finished());
        running.push(shield.running.clone());
        shield
    }

    /// Waits until no job is unfinished; gives how many of them were, at the call.
    pub async fn drain(&self) -> usize {
        let mut unfinished = self.unfinished();
        let at_the_call = unfinished.len();
        while !unfinished.is_empty() {
            join_all(unfinished.into_iter().map(|running| running.end)).await;
            // What came meanwhile.
            unfinished = self.unfinished();
        }
        at_the_call
    }

    fn unfinished(&self) -> Vec<Running> {
        let running = self.running.lock().unwrap();
        running.iter().filter(|running| !running.task.is_finished()).cloned().collect()
    }
}

fn message(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => payload.downcast::<&str>().map_or(String::new(), |text| text.to_string()),
    }
}
