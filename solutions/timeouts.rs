//! timeouts: a future is cancelled by dropping it, a task by asking it and waiting for its end.

use std::{any::Any, future::Future, time::Duration};

use tokio::{
    task::{AbortHandle, JoinError, JoinHandle},
    time::{self, Instant},
};

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
    let Some(limit) = timeout else { return Ok(fut.await) };
    // tokio's timeout asks the future first and its timer second, so a result that is there at the
    // deadline wins (rule 2), and a timeout of zero is one poll (rule 4). It owns the future: by
    // the time `.await` gives its value, both are dropped (rule 3).
    time::timeout(limit, fut).await.map_err(|_| Elapsed)
}

/// Waits for a spawned task until the timeout; aborts it, and sees it gone, when the time is over.
pub async fn wait_for_task<T: Send + 'static>(
    mut task: JoinHandle<T>,
    timeout: Option<Duration>,
) -> Result<T, WaitTaskError> {
    // Whoever drops this future drops its locals, and this one aborts the task: rule 8. It needs no
    // disarming, for a task that is over does not mind being aborted.
    let _guard = AbortOnDrop(task.abort_handle());
    // By `&mut`, so that the timeout drops a reference and the handle stays ours.
    if let Ok(ended) = wait_for(&mut task, timeout).await {
        return ended.map_err(|failure| reason(failure, WaitTaskError::Cancelled));
    }
    // abort() only asks. The task is over when its handle says so, and a task that could not be
    // stopped any more has a value to tell.
    task.abort();
    task.await.map_err(|failure| reason(failure, WaitTaskError::Timeout))
}

/// One budget of time for many steps.
pub struct Deadline {
    // The moment and not the budget: however many steps have used up some of it, the rest is one
    // subtraction away, and nobody has to keep accounts.
    when: Instant,
}

impl Deadline {
    /// The budget that begins now.
    pub fn after(budget: Duration) -> Deadline {
        let now = Instant::now();
        // `now + Duration::MAX` is past the end of the clock, and `+` panics there.
        Deadline { when: now.checked_add(budget).unwrap_or(now + LIFETIME) }
    }

    /// The budget that ends at this moment.
    pub fn at(when: Instant) -> Deadline {
        Deadline { when }
    }

    /// The moment at which the budget ends.
    pub fn when(&self) -> Instant {
        self.when
    }

    /// What is left of the budget.
    pub fn remaining(&self) -> Duration {
        // Saturating: after the deadline nothing is left, and a Duration cannot be negative.
        self.when.saturating_duration_since(Instant::now())
    }

    /// Whether nothing is left.
    pub fn expired(&self) -> bool {
        Instant::now() >= self.when
    }

    /// Moves the end of the budget.
    pub fn reschedule(&mut self, when: Instant) {
        self.when = when;
    }

    /// Waits for a future for as long as something is left.
    pub async fn run<F: Future>(&self, fut: F) -> Result<F::Output, Elapsed> {
        time::timeout_at(self.when, fut).await.map_err(|_| Elapsed)
    }
}

/// Thirty years: for a program that is as good as never.
const LIFETIME: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);

struct AbortOnDrop(AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Why a task has no value; `cancelled` says what its cancellation means here: before the deadline
/// somebody else did it, after the deadline it was us.
fn reason(failure: JoinError, cancelled: WaitTaskError) -> WaitTaskError {
    match failure.try_into_panic() {
        Ok(payload) => WaitTaskError::Panicked(message(&*payload)),
        Err(_) => cancelled,
    }
}

/// The text of a panic: `panic!("…")` gives a `&str`, `panic!("{x}")` a `String`.
fn message(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_default()
}
