//! Checks of `wait_for`.

use std::{
    future::poll_fn,
    panic::{self, AssertUnwindSafe},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::SeqCst},
    },
    time::Duration,
};

use contract::{
    futures::FutureExt,
    kit::{Kind, Live, Trace},
    timeouts::{Elapsed, Job, Timeouts},
    tokio::{
        task::yield_now,
        time::{Instant, sleep},
    },
};

use super::super::public::{interrupted, job, ms, task, timed, virtual_clock};
use super::{RUNS, asked_once, result_wins};
use crate::host::check::{Mistake, Told, mistake, same, unless};

const DAY: u64 = 24 * 60 * 60 * 1000;

pub async fn in_time(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let wait = subject.wait_for(job(trace, "tea", 99, Ok(7)), Some(ms(100)));
    let (answer, took) = timed(trace, "wait_for", wait).await;
    same("wait_for(tea, 100 ms)", answer, Ok(Ok(7)))?;
    same("time", took, ms(99))
}

pub async fn none_waits_for_ever(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let wait = subject.wait_for(job(trace, "bread", DAY, Ok(7)), None);
    let (answer, took) = timed(trace, "wait_for", wait).await;
    same("wait_for(bread, None)", answer, Ok(Ok(7)))?;
    same("time", took, ms(DAY))?;
    let wait = subject.wait_for_task(task(trace, "wine", DAY, 8), None);
    let (answer, took) = timed(trace, "wait_for_task", wait).await;
    same("wait_for_task(wine, None)", answer, Ok(8))?;
    same("time", took, ms(DAY))
}

pub async fn elapsed_at_deadline_job_cancelled(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let pans = Live::new();
    let (pan, soup) = (pans.token(), job(trace, "soup", 500, Ok(1)));
    let cooking: Job = Box::pin(async move {
        let served = soup.await;
        drop(pan);
        served
    });
    let wait = subject.wait_for(cooking, Some(ms(100)));
    let (answer, took) = timed(trace, "wait_for", wait).await;
    let left = (trace.running(), pans.now());
    interrupted(trace, "soup", ms(100))?;
    same("wait_for(soup, 100 ms)", answer, Err(Elapsed))?;
    same("time", took, ms(100))?;
    same("jobs open, values alive", left, (vec![], 0))?;
    same("soup", trace.ended("soup"), Some((ms(100), Kind::Cancel)))
}

pub async fn tie_result_wins(subject: &dyn Timeouts, _trace: &Trace) -> Told {
    let mut lost = 0;
    for _ in 0..RUNS {
        let answer = subject.wait_for(quiet(100), Some(ms(100))).await;
        lost += u32::from(answer != Ok(Ok(7)));
    }
    result_wins("wait_for", lost)?;
    let mut lost = 0;
    for _ in 0..RUNS {
        let deadline = subject.after(ms(100));
        sleep(ms(50)).await;
        virtual_clock(deadline.remaining(), ms(100), ms(50))?;
        lost += u32::from(deadline.run(quiet(50)).await != Ok(Ok(7)));
    }
    result_wins("Deadline::run", lost)
}

pub async fn zero_ready(subject: &dyn Timeouts, _trace: &Trace) -> Told {
    let begin = Instant::now();
    let mut lost = 0;
    for _ in 0..RUNS {
        let answer = subject.wait_for(Box::pin(async { Ok(7) }), Some(Duration::ZERO)).await;
        lost += u32::from(answer != Ok(Ok(7)));
        yield_now().await;
    }
    asked_once("wait_for", lost)?;
    same("time", begin.elapsed(), ms(0))
}

pub async fn zero_pending(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let polls = Arc::new(AtomicU32::new(0));
    let (counted, mut soup) = (Arc::clone(&polls), job(trace, "soup", 500, Ok(1)));
    let counting: Job = Box::pin(poll_fn(move |cx| {
        counted.fetch_add(1, SeqCst);
        soup.poll_unpin(cx)
    }));
    let wait = subject.wait_for(counting, Some(Duration::ZERO));
    let (answer, took) = timed(trace, "wait_for", wait).await;
    let left = trace.running();
    interrupted(trace, "soup", ms(0))?;
    same("wait_for(soup, 0 ms)", answer, Err(Elapsed))?;
    same("time", took, ms(0))?;
    same("jobs open", left, vec![])?;
    // Never asked at all is told by zero_ready.
    same("polls of soup > 1", polls.load(SeqCst) > 1, false)
}

pub async fn inner_error_is_not_timeout(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let wait = subject.wait_for(job(trace, "cake", 50, Err("no flour")), Some(ms(100)));
    let (answer, took) = timed(trace, "wait_for", wait).await;
    same("wait_for(cake, 100 ms)", answer, Ok(Err("no flour".to_owned())))?;
    same("time", took, ms(50))?;
    let deadline = subject.after(ms(100));
    let (answer, _) =
        timed(trace, "run pie", deadline.run(job(trace, "pie", 50, Err("no salt")))).await;
    same("run(pie)", answer, Ok(Err("no salt".to_owned())))
}

pub async fn very_long(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let wait =
        async { subject.wait_for(job(trace, "soup", 100, Ok(1)), Some(Duration::MAX)).await };
    let answer = no_overflow("wait_for", wait).await?;
    same("wait_for(soup, Duration::MAX)", answer, Ok(Ok(1)))?;
    let wait =
        async { subject.wait_for_task(task(trace, "tea", 100, 2), Some(Duration::MAX)).await };
    let answer = no_overflow("wait_for_task", wait).await?;
    same("wait_for_task(tea, Duration::MAX)", answer, Ok(2))?;
    let step = async {
        let deadline = subject.after(Duration::MAX);
        let answer = deadline.run(job(trace, "cake", 100, Ok(3))).await;
        (answer, deadline.expired())
    };
    let (answer, expired) = no_overflow("Deadline::after", step).await?;
    same("Deadline::after(Duration::MAX).run(cake)", answer, Ok(Ok(3)))?;
    same("expired()", expired, false)
}

pub async fn nested_outer_first(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let wait = subject.wait_for(nested(subject, trace, 100), Some(ms(50)));
    let (answer, took) = timed(trace, "outer", wait).await;
    interrupted(trace, "soup", ms(50))?;
    same("wait_for(wait_for(soup, 100 ms), 50 ms)", answer, Err(Elapsed))?;
    same("time", took, ms(50))
}

pub async fn nested_inner_first(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let wait = subject.wait_for(nested(subject, trace, 50), Some(ms(100)));
    let (answer, took) = timed(trace, "outer", wait).await;
    interrupted(trace, "soup", ms(50))?;
    same("wait_for(wait_for(soup, 50 ms), 100 ms)", answer, Ok(Err("inner".to_owned())))?;
    same("time", took, ms(50))
}

/// A job that waits for another with a timeout of its own, and says so when that was too short.
fn nested(subject: &dyn Timeouts, trace: &Trace, limit: u64) -> Job {
    let inner = subject.wait_for(job(trace, "soup", 500, Ok(1)), Some(ms(limit)));
    let inner = trace.run("inner", inner);
    Box::pin(async move { inner.await.unwrap_or_else(|Elapsed| Err("inner".to_owned())) })
}

/// A job that leaves no line on the timeline: there will be many.
fn quiet(millis: u64) -> Job {
    Box::pin(async move {
        sleep(ms(millis)).await;
        Ok(7)
    })
}

/// Misconception: the moment of a very long timeout is computed with a sum that overflows.
async fn no_overflow<T>(call: &str, work: impl Future<Output = T>) -> Result<T, Mistake> {
    let payload = match AssertUnwindSafe(work).catch_unwind().await {
        Ok(value) => return Ok(value),
        Err(payload) => payload,
    };
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or_default();
    unless(!text.contains("overflow"), || mistake("overflow").with("call", call))?;
    panic::resume_unwind(payload)
}
