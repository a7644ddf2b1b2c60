//! shield: work that outlives whoever waits for it. The statement is in shield.md.

use std::{
    future::Future,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

/// Why shielded work has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShieldError {
    Cancelled,
    Panicked(String),
}

/// One who waits for work that does not depend on him.
pub struct Shield<T> {
    // Yours to choose.
    nothing: PhantomData<T>,
}

/// Starts the work now. It goes on whatever becomes of the shield.
pub fn shield<F>(fut: F) -> Shield<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    todo!()
}

impl<T> Shield<T> {
    /// The work itself, for whoever means it and not the waiting.
    pub fn inner(&self) -> InnerHandle {
        todo!()
    }
}

impl<T> Future for Shield<T> {
    type Output = Result<T, ShieldError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        todo!()
    }
}

/// A grip on the shielded work.
#[derive(Clone)]
pub struct InnerHandle {
    // Yours to choose.
}

impl InnerHandle {
    /// Cancels the work. When it is over already, nothing happens.
    pub fn cancel(&self) {
        todo!()
    }

    /// Whether the work is over: finished, panicked or cancelled.
    pub fn done(&self) -> bool {
        todo!()
    }
}

/// What [`patient`] has to say when its patience ends.
pub enum Patience<T> {
    Done(Result<T, ShieldError>),
    StillRunning(Shield<T>),
}

/// Waits for the shield, but no longer than `patience`; then gives the same shield back.
pub async fn patient<T: Send + 'static>(shield: Shield<T>, patience: Duration) -> Patience<T> {
    todo!()
}

/// Remembers the work that is not finished yet, so that a shutdown can wait for it.
#[derive(Clone, Default)]
pub struct ShieldScope {
    // Yours to choose.
}

impl ShieldScope {
    pub fn new() -> Self {
        todo!()
    }

    /// As [`shield`], and the scope knows of the work until it is over.
    pub fn shield<F>(&self, fut: F) -> Shield<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        todo!()
    }

    /// Waits until all work is over; gives how much of it was unfinished at the call.
    pub async fn drain(&self) -> usize {
        todo!()
    }
}
