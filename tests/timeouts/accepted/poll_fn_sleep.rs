//! accepted: poll_fn that polls the pinned future and then a pinned Sleep.

use std::{
    any::Any,
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
    time::Duration,
};

use tokio::{
    task::JoinHandle,
    time::{Instant, sleep, sleep_until},
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
        Some(limit) => first_of(fut, sleep(limit)).await,
        None => Ok(fut.await),
    }
}

async fn first_of<F: Future>(fut: F, alarm: impl Future) -> Result<F::Output, Elapsed> {
    let (mut fut, mut alarm) = (pin!(fut), pin!(alarm));
    poll_fn(|cx| {
        if let Poll::Ready(value) = fut.as_mut().poll(cx) {
            return Poll::Ready(Ok(value));
        }
        alarm.as_mut().poll(cx).map(|_| Err(Elapsed))
    })
    .await
}

pub async fn wait_for_task<T: Send + 'static>(
    task: JoinHandle<T>,
    timeout: Option<Duration>,
) -> Result<T, WaitTaskError> {
    // The handle itself is what is dropped when this future is cancelled.
    let mut task = Owned(task);
    let (ended, cancelled) = match wait_for(&mut task.0, timeout).await {
        Ok(ended) => (ended, WaitTaskError::Cancelled),
        Err(Elapsed) => {
            task.0.abort();
            ((&mut task.0).await, WaitTaskError::Timeout)
        }
    };
    match ended {
        Ok(value) => Ok(value),
        Err(failure) if failure.is_panic() => Err(panicked(&*failure.into_panic())),
        Err(_) => Err(cancelled),
    }
}

struct Owned<T>(JoinHandle<T>);

impl<T> Drop for Owned<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn panicked(payload: &(dyn Any + Send)) -> WaitTaskError {
    if let Some(text) = payload.downcast_ref::<&str>() {
        WaitTaskError::Panicked((*text).to_owned())
    } else if let Some(text) = payload.downcast_ref::<String>() {
        WaitTaskError::Panicked(text.clone())
    } else {
        WaitTaskError::Panicked("unknown".to_owned())
    }
}

#[derive(Clone, Copy)]
pub struct Deadline(Instant);

impl Deadline {
    pub fn after(budget: Duration) -> Deadline {
        // tokio knows a moment that is far enough away for every budget.
        Deadline(sleep(budget).deadline())
    }

    pub fn at(when: Instant) -> Deadline {
        Deadline(when)
    }

    pub fn when(&self) -> Instant {
        self.0
    }

    pub fn remaining(&self) -> Duration {
        self.0.checked_duration_since(Instant::now()).unwrap_or_default()
    }

    pub fn expired(&self) -> bool {
        self.remaining().is_zero()
    }

    pub fn reschedule(&mut self, when: Instant) {
        self.0 = when;
    }

    pub async fn run<F: Future>(&self, fut: F) -> Result<F::Output, Elapsed> {
        first_of(fut, sleep_until(self.0)).await
    }
}
