//! What `timeouts` promises, as the checks see it.

use std::time::Duration;

use futures::future::BoxFuture;
use tokio::{task::JoinHandle, time::Instant};

/// How a job of the checks ends, when it is let: with a number, or with a word for its own error.
pub type Outcome = Result<u32, String>;

/// A job of the checks.
pub type Job = BoxFuture<'static, Outcome>;

/// `Elapsed` in the grader's own type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elapsed;

/// `WaitTaskError` in the grader's own type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WaitTaskError {
    Timeout,
    Cancelled,
    Panicked(String),
}

/// The submission.
pub trait Timeouts {
    fn wait_for(
        &self,
        job: Job,
        timeout: Option<Duration>,
    ) -> BoxFuture<'static, Result<Outcome, Elapsed>>;
    fn wait_for_task(
        &self,
        task: JoinHandle<u32>,
        timeout: Option<Duration>,
    ) -> BoxFuture<'static, Result<u32, WaitTaskError>>;
    fn after(&self, budget: Duration) -> Box<dyn Deadline>;
    fn at(&self, when: Instant) -> Box<dyn Deadline>;
}

/// A deadline of the submission.
pub trait Deadline {
    fn when(&self) -> Instant;
    fn remaining(&self) -> Duration;
    fn expired(&self) -> bool;
    fn reschedule(&mut self, when: Instant);
    fn run(&self, job: Job) -> BoxFuture<'_, Result<Outcome, Elapsed>>;
}
