//! M1: the shield holds the job and polls it whenever it is polled itself.
//! fails: survives_drop
//! tells: work-in-waiter
//! also: waiter_gives_up, shutdown_waits, already_done, starts_without_poll, survives_timeout
//! also: survives_abort_of_waiter, survives_gather_cancel, cancel_after_done
//! also: outer_cancel_reaches_waiter_only, patient_gives_back, patient_zero, drain_waits
//! also: drain_counts, drain_after_panic, drain_sees_late_work, drain_given_up

use std::{
    any::Any,
    future::Future,
    panic::AssertUnwindSafe,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use futures::{
    FutureExt,
    future::{AbortHandle, Abortable, BoxFuture},
};
use tokio::{sync::watch, time::timeout};

/// Why a shielded job has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShieldError {
    Cancelled,
    Panicked(String),
}

/// Waits for a job that does not depend on it.
pub struct Shield<T> {
    work: BoxFuture<'static, Result<T, ShieldError>>,
    inner: InnerHandle,
}

/// Starts the job now. It goes on whatever becomes of the shield.
pub fn shield<F>(fut: F) -> Shield<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let (abort, registration) = AbortHandle::new_pair();
    let done = Arc::new(AtomicBool::new(false));
    let inner = InnerHandle { abort, done: done.clone() };
    let work = async move {
        let end = Abortable::new(AssertUnwindSafe(fut).catch_unwind(), registration).await;
        done.store(true, Ordering::Release);
        match end {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(payload)) => Err(ShieldError::Panicked(message(payload))),
            Err(_) => Err(ShieldError::Cancelled),
        }
    };
    Shield { work: work.boxed(), inner }
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
        self.work.as_mut().poll(cx)
    }
}

/// A grip on a shielded job.
#[derive(Clone)]
pub struct InnerHandle {
    abort: AbortHandle,
    done: Arc<AtomicBool>,
}

impl InnerHandle {
    /// Cancels the job. When it is over already, nothing happens.
    pub fn cancel(&self) {
        self.abort.abort();
    }

    /// Whether the job is over: finished, panicked or cancelled.
    pub fn done(&self) -> bool {
        self.done.load(Ordering::Acquire)
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
