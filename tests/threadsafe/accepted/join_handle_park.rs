//! accepted: the JoinHandle itself is the way back, polled by a thread that parks in between.

use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread, ThreadId},
    time::{Duration, Instant},
};

use tokio::{
    runtime::{Builder, Handle},
    sync::oneshot,
    task::JoinHandle,
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BridgeError {
    Timeout,
    Cancelled,
    Panicked(String),
    LoopClosed,
    WouldDeadlock,
}

pub struct LoopThread {
    handle: LoopHandle,
    stop: oneshot::Sender<()>,
    thread: thread::JoinHandle<()>,
}

#[derive(Clone)]
pub struct LoopHandle {
    /// Gone when the loop is closed.
    runtime: Arc<Mutex<Option<Handle>>>,
    thread: ThreadId,
}

/// `LoopThread` has no parts of its own to move out of: its drop needs them.
pub struct Parts(Option<LoopThread>);

mod guard {
    //! Stops the loop when it is dropped.

    use super::LoopThread as Inner;

    pub struct Stopper(pub Option<Inner>);

    impl Drop for Stopper {
        fn drop(&mut self) {
            if let Some(inner) = self.0.take() {
                inner.finish();
            }
        }
    }
}
