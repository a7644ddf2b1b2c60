//! M3: takes abort() for the end of the task.
//! fails: returns_after_cleanup
//! tells: cleanup-not-awaited
//! also: task_panic, value_despite_abort

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
        Ok(Ok(value)) => Ok(value),
        Ok(Err(failure)) if failure.is_cancelled() => Err(WaitTaskError::Cancelled),
        Ok(Err(failure)) => Err(WaitTaskError::Panicked(message(failure))),
        Err(Elapsed) => {
            task.abort();
            Err(WaitTaskError::Timeout)
        }
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
