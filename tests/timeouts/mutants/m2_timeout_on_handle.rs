//! M2: gives the handle away to the timeout, whose drop detaches the task.
//! fails: task_aborted_on_timeout
//! tells: detached
//! also: returns_after_cleanup, drop_aborts_task, task_panic, value_despite_abort

use std::{future::Future, time::Duration};

use tokio::{
    task::{JoinError, JoinHandle},
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
    task: JoinHandle<T>,
    timeout: Option<Duration>,
) -> Result<T, WaitTaskError> {
    match wait_for(task, timeout).await {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(failure)) if failure.is_cancelled() => Err(WaitTaskError::Cancelled),
        Ok(Err(failure)) => Err(WaitTaskError::Panicked(message(failure))),
        Err(Elapsed) => Err(WaitTaskError::Timeout),
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
        time::timeout_at(self.when, fut).await.map_err(|_| Elapsed)
    }
}

fn message(failure: JoinError) -> String {
    match failure.into_panic().downcast::<String>() {
        Ok(text) => *text,
        Err(other) => other.downcast::<&str>().map(|text| text.to_string()).unwrap_or_default(),
    }
}
