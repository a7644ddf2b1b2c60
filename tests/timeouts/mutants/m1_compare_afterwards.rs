//! M1: awaits to the end and only then looks at how long it took.
//! fails: elapsed_at_deadline_job_cancelled
//! tells: ran-to-end
//! also: slow_job_elapses, zero_pending, nested_outer_first, nested_inner_first
//! also: task_aborted_on_timeout, returns_after_cleanup, task_panic, budget_shared
//! also: value_despite_abort, reschedule_earlier, run_after_expiry

use std::{future::Future, time::Duration};

use tokio::{
    task::{AbortHandle, JoinError, JoinHandle},
    time::Instant,
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
    let begin = Instant::now();
    let value = fut.await;
    match timeout {
        Some(limit) if begin.elapsed() > limit => Err(Elapsed),
        _ => Ok(value),
    }
}

pub async fn wait_for_task<T: Send + 'static>(
    task: JoinHandle<T>,
    timeout: Option<Duration>,
) -> Result<T, WaitTaskError> {
    let _guard = AbortOnDrop(task.abort_handle());
    let begin = Instant::now();
    let ended = task.await;
    if timeout.is_some_and(|limit| begin.elapsed() > limit) {
        return Err(WaitTaskError::Timeout);
    }
    match ended {
        Ok(value) => Ok(value),
        Err(failure) if failure.is_cancelled() => Err(WaitTaskError::Cancelled),
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
