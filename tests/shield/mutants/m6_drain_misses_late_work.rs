//! M6, another shape: drain waits for what there is at the call, and for nothing that comes later.
//! fails: drain_sees_late_work
//! tells: drain-early

use std::{
    any::Any,
    future::Future,
    panic::AssertUnwindSafe,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, ready},
    time::Duration,
};

use futures::{
    FutureExt,
    future::{BoxFuture, Shared, join_all},
};
use tokio::{sync::oneshot, task::AbortHandle, time::timeout};

/// Why a shielded job has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShieldError {
    Cancelled,
    Panicked(String),
}

/// Waits for a job that does not depend on it.
pub struct Shield<T> {
    end: oneshot::Receiver<Result<T, ShieldError>>,
    inner: InnerHandle,
}

/// Starts the job now. It goes on whatever becomes of the shield.
pub fn shield<F>(fut: F) -> Shield<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let (work, end) = told(fut);
    let task = tokio::spawn(work).abort_handle();
    Shield { end, inner: InnerHandle { task } }
}

/// The work, and where its end will be told.
fn told<F>(
    fut: F,
) -> (impl Future<Output = ()> + Send, oneshot::Receiver<Result<F::Output, ShieldError>>)
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let (tell, end) = oneshot::channel();
    let work = async move {
        let value = AssertUnwindSafe(fut).catch_unwind().await;
        let _ = tell.send(value.map_err(|payload| ShieldError::Panicked(message(payload))));
    };
    (work, end)
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
        let end = ready!(Pin::new(&mut self.end).poll(cx));
        // A work that was cancelled takes its sender along.
        Poll::Ready(end.unwrap_or(Err(ShieldError::Cancelled)))
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
    match timeout(patience, &mut shield).await {
        Ok(end) => Patience::Done(end),
        Err(_) => Patience::StillRunning(shield),
    }
}

/// Remembers the unfinished jobs, so that a shutdown can wait for them.
#[derive(Clone, Default)]
pub struct ShieldScope {
    running: Arc<Mutex<Vec<Running>>>,
}

/// One work that the scope knows of.
#[derive(Clone)]
struct Running {
    task: AbortHandle,
    end: Shared<BoxFuture<'static, ()>>,
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
        let (work, end) = told(fut);
        let task = tokio::spawn(work);
        let inner = InnerHandle { task: task.abort_handle() };
        let over = async move { drop(task.await) }.boxed().shared();
        let mut running = self.running.lock().unwrap();
        running.retain(|running| !running.task.is_finished());
        running.push(Running { task: inner.task.clone(), end: over });
        Shield { end, inner }
    }

    /// Waits until no job is unfinished; gives how many of them were, at the call.
    pub async fn drain(&self) -> usize {
        let unfinished = self.unfinished();
        let at_the_call = unfinished.len();
        join_all(unfinished.into_iter().map(|running| running.end)).await;
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
