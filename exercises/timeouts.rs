//! timeouts: one future, one task, one budget for many steps. The statement is in timeouts.md.

use std::{future::Future, time::Duration};

use tokio::{task::JoinHandle, time::Instant};

/// The deadline came first.
#[derive(Debug, PartialEq, Eq)]
pub struct Elapsed;

/// Why [`wait_for_task`] has no value to give.
#[derive(Debug, PartialEq, Eq)]
pub enum WaitTaskError {
    Timeout,
    Cancelled,
    Panicked(String),
}

/// Waits for a future until the timeout; drops it when the time is over.
pub async fn wait_for<F: Future>(fut: F, timeout: Option<Duration>) -> Result<F::Output, Elapsed> {
    todo!()
}

/// Waits for a spawned task until the timeout; aborts it, and sees it gone, when the time is over.
pub async fn wait_for_task<T: Send + 'static>(
    task: JoinHandle<T>,
    timeout: Option<Duration>,
) -> Result<T, WaitTaskError> {
    todo!()
}

/// One budget of time for many steps.
pub struct Deadline {
    // What does a budget have to remember?
}

impl Deadline {
    /// The budget that begins now.
    pub fn after(budget: Duration) -> Deadline {
        todo!()
    }

    /// The budget that ends at this moment.
    pub fn at(when: Instant) -> Deadline {
        todo!()
    }

    /// The moment at which the budget ends.
    pub fn when(&self) -> Instant {
        todo!()
    }

    /// What is left of the budget.
    pub fn remaining(&self) -> Duration {
        todo!()
    }

    /// Whether nothing is left.
    pub fn expired(&self) -> bool {
        todo!()
    }

    /// Moves the end of the budget.
    pub fn reschedule(&mut self, when: Instant) {
        todo!()
    }

    /// Waits for a future for as long as something is left.
    pub async fn run<F: Future>(&self, fut: F) -> Result<F::Output, Elapsed> {
        todo!()
    }
}
