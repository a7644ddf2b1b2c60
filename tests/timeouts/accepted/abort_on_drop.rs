//! accepted: a handle of its own kind that is a future and aborts its task when it is dropped.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

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
    time::timeout(timeout.unwrap_or(Duration::MAX), fut).await.map_err(|_| Elapsed)
}

struct AbortOnDrop<T>(JoinHandle<T>);

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl<T> Future for AbortOnDrop<T> {
    type Output = Result<T, JoinError>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(cx)
    }
}

pub async fn wait_for_task<T: Send + 'static>(
    task: JoinHandle<T>,
    timeout: Option<Duration>,
) -> Result<T, WaitTaskError> {
    let mut task = AbortOnDrop(task);
    let mut late = false;
    let ended = match wait_for(&mut task, timeout).await {
        Ok(ended) => ended,
        Err(Elapsed) => {
            late = true;
            task.0.abort();
            task.await
        }
    };
    ended.map_err(|failure| match failure.try_into_panic() {
        Ok(payload) => {
            let text = payload.downcast_ref::<String>().cloned();
            let text = text.or_else(|| payload.downcast_ref::<&str>().map(|text| text.to_string()));
            WaitTaskError::Panicked(text.unwrap_or_default())
        }
        Err(_) if late => WaitTaskError::Timeout,
        Err(_) => WaitTaskError::Cancelled,
    })
}

/// No end at all is an end, too.
pub struct Deadline {
    start: Instant,
    budget: Duration,
}

impl Deadline {
    pub fn after(budget: Duration) -> Deadline {
        Deadline { start: Instant::now(), budget }
    }

    pub fn at(when: Instant) -> Deadline {
        Deadline { start: when, budget: Duration::ZERO }
    }

    pub fn when(&self) -> Instant {
        let far = Duration::from_secs(1 << 30);
        self.start.checked_add(self.budget).unwrap_or_else(|| self.start + far)
    }

    pub fn remaining(&self) -> Duration {
        self.when().duration_since(Instant::now())
    }

    pub fn expired(&self) -> bool {
        self.when() <= Instant::now()
    }

    pub fn reschedule(&mut self, when: Instant) {
        *self = Deadline::at(when);
    }

    pub async fn run<F: Future>(&self, fut: F) -> Result<F::Output, Elapsed> {
        wait_for(fut, Some(self.remaining())).await
    }
}
