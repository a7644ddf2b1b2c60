//! Checks of `Deadline`.

use std::{
    panic::{self, AssertUnwindSafe},
    time::Duration,
};

use contract::{
    kit::Trace,
    timeouts::{Deadline, Elapsed, Timeouts},
    tokio::{
        task::yield_now,
        time::{Instant, sleep},
    },
};

use super::super::public::{interrupted, job, ms, timed, virtual_clock};
use super::{RUNS, asked_once};
use crate::host::check::{Mistake, Told, mistake, same, unless};

pub async fn budget_shared(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let begin = Instant::now();
    let deadline = subject.after(ms(1000));
    let (mix, _) = timed(trace, "run mix", deadline.run(job(trace, "mix", 400, Ok(1)))).await;
    let left = deadline.remaining();
    let (bake, _) = timed(trace, "run bake", deadline.run(job(trace, "bake", 400, Ok(2)))).await;
    let (cool, _) = timed(trace, "run cool", deadline.run(job(trace, "cool", 400, Ok(3)))).await;
    let took = begin.elapsed();
    virtual_clock(left, ms(1000), ms(400))?;
    unless(cool != Ok(Ok(3)), || {
        mistake("budget-per-step").with("took", took).with("budget", ms(1000))
    })?;
    interrupted(trace, "cool", ms(1000))?;
    let promised = (Ok(Ok(1)), Ok(Ok(2)), Err(Elapsed));
    same("run(mix), run(bake), run(cool)", (mix, bake, cool), promised)?;
    same("time", took, ms(1000))?;
    same("remaining() after 400 ms", left, ms(600))
}

pub async fn remaining_saturates(subject: &dyn Timeouts, _trace: &Trace) -> Told {
    let begin = Instant::now();
    let deadline = subject.after(ms(100));
    for (at, left, expired) in
        [(40, 60, false), (99, 1, false), (100, 0, true), (101, 0, true), (250, 0, true)]
    {
        sleep(ms(at).saturating_sub(begin.elapsed())).await;
        let seen = rest(&*deadline, ms(at).saturating_sub(ms(100)))?;
        virtual_clock(seen, ms(100), ms(at))?;
        same(&format!("remaining() at {at} ms"), seen, ms(left))?;
        same(&format!("expired() at {at} ms"), deadline.expired(), expired)?;
    }
    same("when(), counted from after(100 ms)", since(begin, &*deadline), ms(100))?;
    let past = subject.at(begin);
    same("at(250 ms ago).remaining()", rest(&*past, ms(250))?, ms(0))?;
    same("at(250 ms ago).expired()", past.expired(), true)
}

pub async fn reschedule_later(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let begin = Instant::now();
    let mut deadline = subject.after(ms(100));
    sleep(ms(50)).await;
    virtual_clock(deadline.remaining(), ms(100), ms(50))?;
    deadline.reschedule(begin + ms(300));
    same("when()", since(begin, &*deadline), ms(300))?;
    same("remaining()", deadline.remaining(), ms(250))?;
    let (answer, took) =
        timed(trace, "run cake", deadline.run(job(trace, "cake", 200, Ok(7)))).await;
    same("run(cake)", answer, Ok(Ok(7)))?;
    same("time", took, ms(200))
}

pub async fn reschedule_earlier(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let begin = Instant::now();
    let mut deadline = subject.after(ms(1000));
    sleep(ms(50)).await;
    virtual_clock(deadline.remaining(), ms(1000), ms(50))?;
    deadline.reschedule(begin + ms(100));
    let (answer, took) =
        timed(trace, "run cake", deadline.run(job(trace, "cake", 500, Ok(7)))).await;
    interrupted(trace, "cake", ms(100))?;
    same("run(cake)", answer, Err(Elapsed))?;
    same("time", took, ms(50))?;
    same("expired()", deadline.expired(), true)?;
    // An expired budget that is moved again has time again.
    deadline.reschedule(begin + ms(300));
    same("expired()", deadline.expired(), false)?;
    let (answer, _) = timed(trace, "run tea", deadline.run(job(trace, "tea", 50, Ok(8)))).await;
    same("run(tea)", answer, Ok(Ok(8)))
}

pub async fn run_after_expiry(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let deadline = subject.after(ms(50));
    sleep(ms(80)).await;
    virtual_clock(rest(&*deadline, ms(30))?, ms(50), ms(80))?;
    let mut lost = 0;
    for _ in 0..RUNS {
        let answer = deadline.run(Box::pin(async { Ok(7) })).await;
        lost += u32::from(answer != Ok(Ok(7)));
        yield_now().await;
    }
    asked_once("Deadline::run", lost)?;
    let (answer, took) =
        timed(trace, "run cake", deadline.run(job(trace, "cake", 500, Ok(7)))).await;
    interrupted(trace, "cake", ms(80))?;
    same("run(cake)", answer, Err(Elapsed))?;
    same("time", took, ms(0))
}

/// Misconception: the rest of a budget becomes negative, which a `Duration` cannot be. Before the
/// deadline a panic is no such thing.
fn rest(deadline: &dyn Deadline, late: Duration) -> Result<Duration, Mistake> {
    if late.is_zero() {
        return Ok(deadline.remaining());
    }
    let seen = panic::catch_unwind(AssertUnwindSafe(|| deadline.remaining()));
    seen.map_err(|_| mistake("remaining-panicked").with("late", late))
}

fn since(begin: Instant, deadline: &dyn Deadline) -> Duration {
    deadline.when().saturating_duration_since(begin)
}
