//! M8: subtracts what has passed from the budget, also when that is more.
//! fails: remaining_saturates
//! tells: remaining-panicked
//! also: run_after_expiry

use std::{future::Future, time::Duration};

use tokio::{
    task::{AbortHandle, JoinError, JoinHandle},
    time::{self, Instant},
};

#[derive(Debug, PartialEq, Eq)]
pub struct Elapsed;

#[derive(Debug, PartialEq, Eq)]
pub enum WaitTaskError {
    Timeout,
    Cancelled,
    Panicked(String),
}

pub async fn wait_for<F: Future>(fut: F, timeout: Option<Duration>) -> Result<F::Output, Elapsed> {
    match timeout {
        Some(limit) => time::timeout(limit, fut).await.map_err(|_| Elapsed),
        None => Ok(fut.await),
    }
}

pub async fn wait_for_task<T: Send + 'static>(
    mut task: JoinHandle<T>,
    timeout: Option<Duration>,
) -> Result<T, WaitTaskError> {
    let _guard = AbortOnDrop(task.abort_handle());
    match wait_for(&mut task, timeout).await {
        Ok(Ok(value)) => return Ok(value),
        Ok(Err(failure)) if failure.is_cancelled() => return Err(WaitTaskError::Cancelled),
        Ok(Err(failure)) => return Err(WaitTaskError::Panicked(message(failure))),
        Err(Elapsed) => task.abort(),
    }
    match task.await {
        Ok(value) => Ok(value),
        Err(failure) if failure.is_cancelled() => Err(WaitTaskError::Timeout),
        Err(failure) => Err(WaitTaskError::Panicked(message(failure))),
    }
}

pub struct Deadline {
    start: Instant,
    budget: Duration,
}

impl Deadline {
    pub fn after(budget: Duration) -> Deadline {
        Deadline { start: Instant::now(), budget }
    }

    pub fn at(when: Instant) -> Deadline {
        let start = Instant::now();
        Deadline { start, budget: when - start }
    }

    pub fn when(&self) -> Instant {
        self.start.checked_add(self.budget).unwrap_or(self.start)
    }

    pub fn remaining(&self) -> Duration {
        self.budget - self.start.elapsed()
    }

    pub fn expired(&self) -> bool {
        self.start.elapsed() >= self.budget
    }

    pub fn reschedule(&mut self, when: Instant) {
        self.start = Instant::now();
        self.budget = when - self.start;
    }

    pub async fn run<F: Future>(&self, fut: F) -> Result<F::Output, Elapsed> {
        wait_for(fut, Some(self.remaining())).await
    }
}

struct AbortOnDrop(AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn message(failure: JoinError) -> String {
    match failure.into_panic().downcast::<String>() {
        Ok(text) => *text,
        Err(other) => other.downcast::<&str>().map(|text| text.to_string()).unwrap_or_default(),
    }
}
