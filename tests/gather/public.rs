//! The checks of `gather` that every student can read.

use contract::{
    gather::{Gather, Job, Settled},
    kit::Trace,
    tokio::time::{Instant, sleep},
};
use std::time::Duration;

use crate::host::check::{Told, checks, mistake, same, unless};

checks! { dyn Gather:
    compared three_at_once,
    paused error_passes,
    paused settled_keeps_errors,
}

/// Three jobs of 1 s are done after 1 s, and their values stand in order.
async fn three_at_once(subject: &dyn Gather, trace: &Trace) -> Told {
    let plans = [("A", 1000, Ok(1)), ("B", 1000, Ok(2)), ("C", 1000, Ok(3))];
    let (values, took) = timed(trace, "gather", subject.gather(jobs(trace, &plans))).await;
    side_by_side(trace, took, 1000)?;
    same("gather([A, B, C])", values, Ok(vec![1, 2, 3]))?;
    same("time", took, ms(1000))
}

/// An error of a job is the error of `gather`.
async fn error_passes(subject: &dyn Gather, trace: &Trace) -> Told {
    let plans = [("A", 100, Err("no bread")), ("B", 50, Ok(2))];
    let (error, _) = timed(trace, "gather", subject.gather(jobs(trace, &plans))).await;
    same("gather([A, B])", error, Err("no bread".to_owned()))
}

/// `gather_settled` gives an end for every job: an error is one of them.
async fn settled_keeps_errors(subject: &dyn Gather, trace: &Trace) -> Told {
    let plans = [("A", 100, Err("no bread")), ("B", 200, Ok(2))];
    let call = subject.gather_settled(jobs(trace, &plans));
    let (ends, _) = timed(trace, "gather_settled", call).await;
    every_job(&ends, 2)?;
    let promised = vec![Settled::Failed("no bread".to_owned()), Settled::Ok(2)];
    same("gather_settled([A, B])", ends, promised)
}

/// A job: its name on the timeline, how many milliseconds it sleeps, and how it ends then.
pub type Plan<'a> = (&'a str, u64, Result<u32, &'a str>);

/// The jobs of a check, in the order of the plans.
pub fn jobs(trace: &Trace, plans: &[Plan]) -> Vec<Job> {
    plans.iter().map(|plan| job(trace, *plan)).collect()
}

/// A job that draws itself on the timeline.
pub fn job(trace: &Trace, (name, millis, end): Plan) -> Job {
    let (trace, name, end) = (trace.clone(), name.to_owned(), end.map_err(str::to_owned));
    Box::pin(async move {
        let span = trace.span(&name);
        sleep(ms(millis)).await;
        match &end {
            Ok(_) => span.end(),
            Err(why) => span.fail(why),
        }
        end
    })
}

/// Awaits a call as a row of the timeline of its own; gives its value and how long it took.
pub async fn timed<T>(trace: &Trace, call: &str, work: impl Future<Output = T>) -> (T, Duration) {
    let begin = Instant::now();
    let value = trace.run(call, work).await;
    (value, begin.elapsed())
}

/// Misconceptions: the jobs waited for one another, all of them or some.
pub fn side_by_side(trace: &Trace, took: Duration, promised: u64) -> Told {
    let is_job = |row: &str| !row.starts_with("gather");
    let jobs = trace.jobs().iter().filter(|row| is_job(row)).count();
    let at_once = trace.max_overlap(is_job);
    unless(at_once > 1, || mistake("sequential").with("took", took).with("promised", promised))?;
    unless(at_once == jobs, || mistake("limited").with("at_once", at_once).with("jobs", jobs))
}

/// Misconception: `gather_settled` was over before all its jobs were.
pub fn every_job(ends: &[Settled], promised: usize) -> Told {
    unless(ends.len() >= promised, || {
        mistake("settled-stops").with("given", ends.len()).with("promised", promised)
    })
}

pub fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}
