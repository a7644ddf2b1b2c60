//! The checks of `gather` that every student can read.

use contract::{
    gather::{Gather, Job},
    kit::{Shape, Trace},
    tokio::time::Instant,
};
use std::time::Duration;

use crate::host::check::{Told, checks, mistake, same, unless};

checks! { dyn Gather:
    compared three_at_once,
    paused error_passes,
}

/// Three jobs of 1 s are done after 1 s, and their values stand in order.
async fn three_at_once(subject: &dyn Gather, trace: &Trace) -> Told {
    let begin = Instant::now();
    let jobs = [("A", 1), ("B", 2), ("C", 3)];
    let jobs = jobs.map(|(name, value)| job(trace, name, 1000, Ok(value)));
    let values = subject.gather(jobs.into()).await;
    unless(trace.shape() != Shape::Sequential, || {
        mistake("sequential").with("took", begin.elapsed()).with("promised", 1000)
    })?;
    same("gather([A, B, C])", values, Ok(vec![1, 2, 3]))?;
    same("time", begin.elapsed(), Duration::from_secs(1))
}

/// An error of a job is the error of gather.
async fn error_passes(subject: &dyn Gather, trace: &Trace) -> Told {
    let jobs = vec![job(trace, "A", 100, Err("no bread")), job(trace, "B", 50, Ok(2))];
    same("gather([A, B])", subject.gather(jobs).await, Err("no bread".to_owned()))
}

/// A job that sleeps so many milliseconds and then ends as told, drawn on the timeline.
pub fn job(trace: &Trace, name: &str, ms: u64, end: Result<u32, &str>) -> Job {
    let (trace, name, end) = (trace.clone(), name.to_owned(), end.map_err(str::to_owned));
    Box::pin(async move {
        let span = trace.span(&name);
        contract::tokio::time::sleep(Duration::from_millis(ms)).await;
        match &end {
            Ok(_) => span.end(),
            Err(why) => span.fail(why),
        }
        end
    })
}
