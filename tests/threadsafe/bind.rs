//! The student's `threadsafe` seen through its contract. The supertraits `Send` and `Sync` of the
//! contract are the proof that its parts may cross threads.

use std::time::Duration;

use contract::threadsafe::{
    BridgeError, Callback, ConcurrentFuture, Coroutine, Fallible, FallibleFuture, LoopHandle,
    LoopThread, Threadsafe,
};

#[forbid(unsafe_code)]
mod exercise;

struct Bound;
struct Thread(exercise::LoopThread);
struct Handle(exercise::LoopHandle);
struct Future<T>(exercise::ConcurrentFuture<T>);

impl Threadsafe for Bound {
    fn start(&self) -> Box<dyn LoopThread> {
        Box::new(Thread(exercise::LoopThread::start()))
    }
}

impl LoopThread for Thread {
    fn handle(&self) -> Box<dyn LoopHandle> {
        Box::new(Handle(self.0.handle()))
    }

    fn stop(self: Box<Self>) {
        self.0.stop();
    }
}

impl LoopHandle for Handle {
    fn twin(&self) -> Box<dyn LoopHandle> {
        Box::new(Handle(self.0.clone()))
    }

    fn call_soon_threadsafe(&self, f: Callback) -> Result<(), BridgeError> {
        self.0.call_soon_threadsafe(f).map_err(bridge_error)
    }

    fn run_coroutine_threadsafe(&self, fut: Coroutine) -> Box<dyn ConcurrentFuture> {
        Box::new(Future(exercise::run_coroutine_threadsafe::<Coroutine>(fut, &self.0)))
    }

    fn run_fallible_threadsafe(&self, fut: Fallible) -> Box<dyn FallibleFuture> {
        Box::new(Future(exercise::run_coroutine_threadsafe::<Fallible>(fut, &self.0)))
    }
}

impl ConcurrentFuture for Future<u32> {
    fn result(&mut self, timeout: Option<Duration>) -> Result<u32, BridgeError> {
        self.0.result(timeout).map_err(bridge_error)
    }

    fn done(&self) -> bool {
        self.0.done()
    }

    fn cancel(&self) -> bool {
        self.0.cancel()
    }
}

impl FallibleFuture for Future<Result<u32, String>> {
    fn result(&mut self, timeout: Option<Duration>) -> Result<Result<u32, String>, BridgeError> {
        self.0.result(timeout).map_err(bridge_error)
    }
}

fn bridge_error(error: exercise::BridgeError) -> BridgeError {
    match error {
        exercise::BridgeError::Timeout => BridgeError::Timeout,
        exercise::BridgeError::Cancelled => BridgeError::Cancelled,
        exercise::BridgeError::Panicked(message) => BridgeError::Panicked(message),
        exercise::BridgeError::LoopClosed => BridgeError::LoopClosed,
        exercise::BridgeError::WouldDeadlock => BridgeError::WouldDeadlock,
    }
}

contract::bind!(dyn Threadsafe, Bound);
