//! The checks of `timeouts` that every student can read, and the words they share with the others.

use std::time::Duration;

use contract::{
    kit::{Kind, Trace},
    timeouts::{Elapsed, Job, Timeouts},
    tokio::{
        self,
        task::JoinHandle,
        time::{Instant, sleep},
    },
};

use crate::host::check::{Told, checks, mistake, same};

checks! { dyn Timeouts:
    compared slow_job_elapses,
    paused quick_job_passes,
    paused quick_task_passes,
    compared steps_within_budget,
}

/// A job of 500 ms is cancelled when its 100 ms are over.
async fn slow_job_elapses(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let wait = subject.wait_for(job(trace, "soup", 500, Ok(1)), Some(ms(100)));
    let (answer, took) = timed(trace, "wait_for", wait).await;
    interrupted(trace, "soup", ms(100))?;
    same("wait_for(soup, 100 ms)", answer, Err(Elapsed))?;
    same("time", took, ms(100))
}

/// A job of 50 ms is not disturbed by a timeout of 100 ms.
async fn quick_job_passes(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let wait = subject.wait_for(job(trace, "tea", 50, Ok(2)), Some(ms(100)));
    let (answer, took) = timed(trace, "wait_for", wait).await;
    same("wait_for(tea, 100 ms)", answer, Ok(Ok(2)))?;
    same("time", took, ms(50))
}

/// Nor is a task.
async fn quick_task_passes(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let wait = subject.wait_for_task(task(trace, "tea", 50, 2), Some(ms(100)));
    let (answer, took) = timed(trace, "wait_for_task", wait).await;
    same("wait_for_task(tea, 100 ms)", answer, Ok(2))?;
    same("time", took, ms(50))
}

/// Two steps of 300 ms use 600 ms of a budget of 1 s.
async fn steps_within_budget(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let deadline = subject.after(ms(1000));
    let (mix, _) = timed(trace, "run mix", deadline.run(job(trace, "mix", 300, Ok(1)))).await;
    let (bake, _) = timed(trace, "run bake", deadline.run(job(trace, "bake", 300, Ok(2)))).await;
    virtual_clock(deadline.remaining(), ms(1000), ms(600))?;
    same("run(mix), run(bake)", (mix, bake), (Ok(Ok(1)), Ok(Ok(2))))?;
    same("remaining()", deadline.remaining(), ms(400))?;
    same("expired()", deadline.expired(), false)
}

/// A job that sleeps so many milliseconds and then ends as told, drawn on the timeline.
pub fn job(trace: &Trace, name: &'static str, millis: u64, end: Result<u32, &str>) -> Job {
    let (trace, end) = (trace.clone(), end.map_err(str::to_owned));
    Box::pin(async move {
        let span = trace.span(name);
        sleep(ms(millis)).await;
        match &end {
            Ok(_) => span.end(),
            Err(why) => span.fail(why),
        }
        end
    })
}

/// A task that sleeps so many milliseconds and then gives a value, drawn on the timeline.
pub fn task(trace: &Trace, name: &'static str, millis: u64, value: u32) -> JoinHandle<u32> {
    let trace = trace.clone();
    tokio::spawn(async move { trace.job(name, millis, value).await })
}

/// Awaits a call as a row of the timeline of its own; gives its value and how long it took.
pub async fn timed<T>(trace: &Trace, call: &str, work: impl Future<Output = T>) -> (T, Duration) {
    let begin = Instant::now();
    let value = trace.run(call, work).await;
    (value, begin.elapsed())
}

/// Misconception: the job ran to its end, and only then the time was looked at.
pub fn interrupted(trace: &Trace, job: &str, deadline: Duration) -> Told {
    match trace.ended(job) {
        Some((ended, Kind::End)) if ended > deadline => Err(mistake("ran-to-end")
            .with("job", job)
            .with("ended", ended)
            .with("deadline", deadline)),
        _ => Ok(()),
    }
}

/// Misconception: the rest of a budget was measured with the clock of std. Virtual time passes in
/// whole milliseconds, real time does not.
pub fn virtual_clock(remaining: Duration, budget: Duration, passed: Duration) -> Told {
    if remaining.subsec_nanos().is_multiple_of(1_000_000) {
        return Ok(());
    }
    let reported = budget.saturating_sub(remaining);
    Err(mistake("std-time").with("reported", reported).with("took", passed))
}

pub fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}
