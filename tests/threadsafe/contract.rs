//! What `threadsafe` promises, as the checks see it.

use std::time::Duration;

use futures::future::BoxFuture;

/// A coroutine of the checks.
pub type Coroutine = BoxFuture<'static, u32>;
/// A coroutine that may fail with a word.
pub type Fallible = BoxFuture<'static, Result<u32, String>>;
/// A callback of the checks.
pub type Callback = Box<dyn FnOnce() + Send>;

/// Why there is no value, in the grader's own type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BridgeError {
    Timeout,
    Cancelled,
    Panicked(String),
    LoopClosed,
    WouldDeadlock,
}

/// The submission.
pub trait Threadsafe {
    fn start(&self) -> Box<dyn LoopThread>;
}

/// A `LoopThread` of the submission; dropping the box drops it.
pub trait LoopThread: Send {
    fn handle(&self) -> Box<dyn LoopHandle>;
    fn stop(self: Box<Self>);
}

/// A `LoopHandle` of the submission.
pub trait LoopHandle: Send + Sync {
    /// A clone.
    fn twin(&self) -> Box<dyn LoopHandle>;
    fn call_soon_threadsafe(&self, f: Callback) -> Result<(), BridgeError>;
    fn run_coroutine_threadsafe(&self, fut: Coroutine) -> Box<dyn ConcurrentFuture>;
    fn run_fallible_threadsafe(&self, fut: Fallible) -> Box<dyn FallibleFuture>;
}

/// A `ConcurrentFuture<u32>` of the submission.
pub trait ConcurrentFuture: Send {
    fn result(&mut self, timeout: Option<Duration>) -> Result<u32, BridgeError>;
    fn done(&self) -> bool;
    fn cancel(&self) -> bool;
}

/// A `ConcurrentFuture<Result<u32, String>>` of the submission.
pub trait FallibleFuture: Send {
    fn result(&mut self, timeout: Option<Duration>) -> Result<Result<u32, String>, BridgeError>;
}
