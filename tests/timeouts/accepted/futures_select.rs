//! accepted: futures::future::select, which asks its first future first.

use std::{future::Future, pin::pin, time::Duration};

use futures::future::{self, Either};
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
    let alarm = async {
        match timeout {
            Some(limit) => sleep(limit).await,
            None => future::pending().await,
        }
    };
    race(fut, alarm).await
}

async fn race<F: Future>(fut: F, alarm: impl Future<Output = ()>) -> Result<F::Output, Elapsed> {
    match future::select(pin!(fut), pin!(alarm)).await {
        Either::Left((value, _)) => Ok(value),
        Either::Right(_) => Err(Elapsed),
    }
}

pub async fn wait_for_task<T: Send + 'static>(
    mut task: JoinHandle<T>,
    timeout: Option<Duration>,
) -> Result<T, WaitTaskError> {
    let handle = task.abort_handle();
    let abort = Defer(|| handle.abort());
    let in_time = wait_for(&mut task, timeout).await;
    let late = in_time.is_err();
    drop(abort); // after the deadline this is the abort, before it the task is over anyway
    let ended = match in_time {
        Ok(ended) => ended,
        Err(Elapsed) => task.await,
    };
    match ended {
        Ok(value) => Ok(value),
        Err(failure) if failure.is_panic() => {
            let payload = failure.into_panic();
            let text = payload.downcast_ref::<&str>().copied();
            let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
            Err(WaitTaskError::Panicked(text.unwrap_or("?").to_owned()))
        }
        Err(_) if late => Err(WaitTaskError::Timeout),
        Err(_) => Err(WaitTaskError::Cancelled),
    }
}

struct Defer<F: FnMut()>(F);

impl<F: FnMut()> Drop for Defer<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}

pub struct Deadline {
    when: Instant,
}

impl Deadline {
    pub fn after(budget: Duration) -> Deadline {
        let mut budget = budget;
        loop {
            match Instant::now().checked_add(budget) {
                Some(when) => return Deadline { when },
                None => budget /= 2,
            }
        }
    }

    pub fn at(when: Instant) -> Deadline {
        Deadline { when }
    }

    pub fn when(&self) -> Instant {
        self.when
    }

    pub fn remaining(&self) -> Duration {
        if self.expired() { Duration::ZERO } else { self.when - Instant::now() }
    }

    pub fn expired(&self) -> bool {
        self.when <= Instant::now()
    }

    pub fn reschedule(&mut self, when: Instant) {
        self.when = when;
    }

    pub async fn run<F: Future>(&self, fut: F) -> Result<F::Output, Elapsed> {
        race(fut, sleep_until(self.when)).await
    }
}
