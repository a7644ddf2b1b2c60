//! threadsafe: a loop on its own thread, and a bridge to it. The statement is in threadsafe.md.

use std::{future::Future, marker::PhantomData, time::Duration};

/// A thread with one single-threaded event loop.
pub struct LoopThread;

/// The way to the loop, for every thread.
#[derive(Clone)]
pub struct LoopHandle;

/// The way back: the result of a coroutine, for a thread that waits.
pub struct ConcurrentFuture<T>(PhantomData<T>);

/// Why there is no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BridgeError {
    Timeout,
    Cancelled,
    Panicked(String),
    LoopClosed,
    WouldDeadlock,
}

impl LoopThread {
    /// Starts the thread and its loop.
    pub fn start() -> LoopThread {
        todo!()
    }

    /// A handle to give to other threads.
    pub fn handle(&self) -> LoopHandle {
        todo!()
    }

    /// Drops the unfinished coroutines and waits for the thread.
    pub fn stop(self) {
        todo!()
    }
}

impl LoopHandle {
    /// Calls `f` on the loop's thread.
    pub fn call_soon_threadsafe(
        &self,
        f: impl FnOnce() + Send + 'static,
    ) -> Result<(), BridgeError> {
        todo!()
    }
}

/// Starts `fut` on the loop's thread.
pub fn run_coroutine_threadsafe<F>(fut: F, handle: &LoopHandle) -> ConcurrentFuture<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    todo!()
}

impl<T: Send + 'static> ConcurrentFuture<T> {
    /// Blocks the calling thread until there is a result, at most for `timeout`.
    pub fn result(&mut self, timeout: Option<Duration>) -> Result<T, BridgeError> {
        todo!()
    }

    /// Whether `result` would give its answer without waiting.
    pub fn done(&self) -> bool {
        todo!()
    }

    /// Asks for the end of the coroutine; tells whether it was not done yet.
    pub fn cancel(&self) -> bool {
        todo!()
    }
}
