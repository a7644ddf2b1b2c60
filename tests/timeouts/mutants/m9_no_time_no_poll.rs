//! M9: answers before it asks where no time is left, as asyncio does.
//! fails: zero_ready
//! tells: zero-not-polled
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
        Some(limit) if limit.is_zero() => Err(Elapsed),
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
    when: Instant,
}

impl Deadline {
    pub fn after(budget: Duration) -> Deadline {
        let now = Instant::now();
        let never = now + Duration::from_secs(1_000_000_000);
        Deadline { when: now.checked_add(budget).unwrap_or(never) }
    }

    pub fn at(when: Instant) -> Deadline {
        Deadline { when }
    }

    pub fn when(&self) -> Instant {
        self.when
    }

    pub fn remaining(&self) -> Duration {
        self.when.saturating_duration_since(Instant::now())
    }

    pub fn expired(&self) -> bool {
        Instant::now() >= self.when
    }

    pub fn reschedule(&mut self, when: Instant) {
        self.when = when;
    }

    pub async fn run<F: Future>(&self, fut: F) -> Result<F::Output, Elapsed> {
        if self.expired() {
            return Err(Elapsed);
        }
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
