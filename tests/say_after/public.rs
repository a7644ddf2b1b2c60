//! The checks of `say_after` that every student can read, and the words they share with the
//! others.

use std::time::Duration;

use contract::{
    kit::{Kind, Trace},
    say_after::{Parcel, SayAfter},
    tokio::time::{self, Instant},
};

use crate::host::check::{Told, checks, mistake, same, unless};

checks! { dyn SayAfter:
    compared one_phrase,
    compared sequential_takes_three_seconds,
    compared both_wait_at_once,
    paused result_comes_back,
}

/// A phrase is said once, when its delay is over.
async fn one_phrase(subject: &dyn SayAfter, trace: &Trace) -> Told {
    let begin = Instant::now();
    subject.say_after(trace, ms(1500), "tea is ready").await;
    waited(ms(1500), begin.elapsed())?;
    waited_before_saying(trace, "tea is ready", ms(0))?;
    same("marks", marks(trace), told(&[(1500, "say", "tea is ready")]))
}

/// Awaited in turn, the phrases take 1 s and 2 s: 3 s.
async fn sequential_takes_three_seconds(subject: &dyn SayAfter, trace: &Trace) -> Told {
    let played = play(subject.sequential_main(trace)).await;
    one_after_the_other(trace, &played).await?;
    same("sequential_main(&trace)", played.reported, ms(3000))
}

/// Awaited at once, they take as long as the longer one: 2 s.
async fn both_wait_at_once(subject: &dyn SayAfter, trace: &Trace) -> Told {
    let played = play(subject.concurrent_main(trace)).await;
    at_the_same_time(trace, &played).await?;
    same("concurrent_main(&trace)", played.reported, ms(2000))
}

/// What was given to `sleep_with_result` comes back when the delay is over.
async fn result_comes_back(subject: &dyn SayAfter, _trace: &Trace) -> Told {
    let begin = Instant::now();
    let parcel = subject.sleep_with_result(ms(1500), Parcel(7)).await;
    waited(ms(1500), begin.elapsed())?;
    same("sleep_with_result(1500 ms, Parcel(7))", parcel, Parcel(7))?;
    same("time", begin.elapsed(), ms(1500))
}

/// How a main went, by the clock of the check and by its own account.
pub struct Played {
    pub took: Duration,
    pub reported: Duration,
}

pub async fn play(main: impl Future<Output = Duration>) -> Played {
    let begin = Instant::now();
    let reported = main.await;
    Played { took: begin.elapsed(), reported }
}

/// The mistakes that `sequential_main` can show.
pub async fn one_after_the_other(trace: &Trace, played: &Played) -> Told {
    nothing_forgotten(trace, played, ms(3000)).await?;
    waited(ms(3000), played.took)?;
    waited_before_saying(trace, "hello", ms(0))?;
    unless(played.took != ms(2000) || said(trace, "world") != Some(ms(2000)), || {
        mistake("overlapped").with("took", played.took)
    })?;
    tokio_clock(played)
}

/// The mistakes that `concurrent_main` can show.
pub async fn at_the_same_time(trace: &Trace, played: &Played) -> Told {
    nothing_forgotten(trace, played, ms(2000)).await?;
    waited(ms(2000), played.took)?;
    waited_before_saying(trace, "hello", ms(0))?;
    if let (3000, Some(hello), Some(world)) =
        (played.took.as_millis(), said(trace, "hello"), said(trace, "world"))
    {
        let seen = mistake("sequential").with("hello", hello).with("world", world);
        return Err(seen.with("took", played.took).with("promised", 2000));
    }
    tokio_clock(played)
}

/// When a main is over, both phrases have been said.
pub async fn nothing_forgotten(trace: &Trace, played: &Played, promised: Duration) -> Told {
    let heard = trace.marks("say").len();
    if heard >= 2 || played.took >= promised {
        return Ok(());
    }
    // Does somebody still work on them?
    time::sleep(ms(5000)).await;
    let late = trace.marks("say").len().saturating_sub(heard);
    unless(late == 0, || mistake("unjoined").with("finished", played.took).with("phrases", late))?;
    Err(mistake("never-awaited").with("said", heard).with("took", played.took))
}

/// The delay that was asked for is the delay that was waited.
pub fn waited(asked: Duration, took: Duration) -> Told {
    unless(!took.is_zero(), || mistake("no-wait").with("asked", asked))?;
    let seconds = Duration::from_secs(asked.as_secs());
    unless(took == asked || took != seconds, || {
        mistake("whole-seconds").with("asked", asked).with("took", took)
    })
}

/// A phrase is not said at the moment at which its wait begins.
pub fn waited_before_saying(trace: &Trace, what: &str, begin: Duration) -> Told {
    unless(said(trace, what) != Some(begin), || {
        mistake("spoke-first").with("what", what).with("at", begin)
    })
}

/// Virtual durations are whole milliseconds here; what lasted parts of one was real.
fn tokio_clock(played: &Played) -> Told {
    unless(played.reported.subsec_nanos().is_multiple_of(1_000_000), || {
        mistake("std-time").with("reported", played.reported).with("took", played.took)
    })
}

/// When the phrase was said, if it was.
pub fn said(trace: &Trace, what: &str) -> Option<Duration> {
    trace.marks("say").into_iter().find(|(_, note)| note == what).and_then(|(at, _)| at)
}

/// All marks in the order in which they were made: `1000 ms say: hello`.
pub fn marks(trace: &Trace) -> Vec<String> {
    let marks = trace.events().into_iter().filter(|event| event.kind == Kind::Mark);
    let at = |at: Option<Duration>| at.map_or("?".to_owned(), |at| at.as_millis().to_string());
    marks.map(|mark| format!("{} ms {}: {}", at(mark.at), mark.job, mark.note)).collect()
}

/// Promised marks, written as [`marks`] writes those that were seen.
pub fn told(promised: &[(u64, &str, &str)]) -> Vec<String> {
    promised.iter().map(|(at, job, note)| format!("{at} ms {job}: {note}")).collect()
}

pub fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}
