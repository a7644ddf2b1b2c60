//! The student's `timeouts` seen through its contract. Boxing the futures as `Send` is also the
//! proof that they are.

use std::{fmt::Debug, time::Duration};

use contract::timeouts::{Deadline, Elapsed, Job, Outcome, Timeouts, WaitTaskError};
use futures::future::BoxFuture;
use tokio::{task::JoinHandle, time::Instant};

#[forbid(unsafe_code)]
mod exercise;

struct Bound;

impl Timeouts for Bound {
    fn wait_for(
        &self,
        job: Job,
        timeout: Option<Duration>,
    ) -> BoxFuture<'static, Result<Outcome, Elapsed>> {
        let wait = exercise::wait_for::<Job>(job, timeout);
        Box::pin(async move { wait.await.map_err(elapsed) })
    }

    fn wait_for_task(
        &self,
        task: JoinHandle<u32>,
        timeout: Option<Duration>,
    ) -> BoxFuture<'static, Result<u32, WaitTaskError>> {
        let wait = exercise::wait_for_task::<u32>(task, timeout);
        Box::pin(async move { wait.await.map_err(failure) })
    }

    fn after(&self, budget: Duration) -> Box<dyn Deadline> {
        Box::new(BoundDeadline(exercise::Deadline::after(budget)))
    }

    fn at(&self, when: Instant) -> Box<dyn Deadline> {
        Box::new(BoundDeadline(exercise::Deadline::at(when)))
    }
}

struct BoundDeadline(exercise::Deadline);

impl Deadline for BoundDeadline {
    fn when(&self) -> Instant {
        self.0.when()
    }

    fn remaining(&self) -> Duration {
        self.0.remaining()
    }

    fn expired(&self) -> bool {
        self.0.expired()
    }

    fn reschedule(&mut self, when: Instant) {
        self.0.reschedule(when);
    }

    fn run(&self, job: Job) -> BoxFuture<'_, Result<Outcome, Elapsed>> {
        let wait = self.0.run::<Job>(job);
        Box::pin(async move { wait.await.map_err(elapsed) })
    }
}

fn elapsed(exercise::Elapsed: exercise::Elapsed) -> Elapsed {
    Elapsed
}

fn failure(failure: exercise::WaitTaskError) -> WaitTaskError {
    match failure {
        exercise::WaitTaskError::Timeout => WaitTaskError::Timeout,
        exercise::WaitTaskError::Cancelled => WaitTaskError::Cancelled,
        exercise::WaitTaskError::Panicked(message) => WaitTaskError::Panicked(message),
    }
}

/// The errors can be printed and compared.
const _: fn() = || {
    fn printed_and_compared<T: Debug + PartialEq>() {}
    printed_and_compared::<exercise::Elapsed>();
    printed_and_compared::<exercise::WaitTaskError>();
};

/// A deadline can be shared between tasks.
const _: fn() = || {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<exercise::Deadline>();
};

/// `F: Future` and no more: not `Unpin`, not `Send`, not `'static`, and of any output.
const _: fn(&str, &exercise::Deadline) = |text, deadline| {
    let local = std::rc::Rc::new(text);
    let work = async || {
        std::future::pending::<()>().await;
        local.len()
    };
    drop(exercise::wait_for(work(), None));
    drop(deadline.run(work()));
};

contract::bind!(dyn Timeouts, Bound);
