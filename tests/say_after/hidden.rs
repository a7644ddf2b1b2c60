//! The checks of `say_after` that students never see.

use contract::{
    kit::{Trace, guard},
    say_after::{Parcel, SayAfter},
    tokio::time::{self, Instant},
};

use super::public::{
    at_the_same_time, marks, ms, nothing_forgotten, one_after_the_other, play, said, told, waited,
    waited_before_saying,
};
use crate::host::check::{Told, checks, mistake, same, unless};

checks! { dyn SayAfter:
    compared sequential_three_seconds,
    compared concurrent_two_seconds,
    paused inert_until_awaited,
    paused drop_prints_nothing,
    paused sleep_gives_result,
    paused nothing_left_running,
}

async fn sequential_three_seconds(subject: &dyn SayAfter, trace: &Trace) -> Told {
    let played = play(subject.sequential_main(trace)).await;
    one_after_the_other(trace, &played).await?;
    let promised = told(&[
        (0, "main", "started"),
        (1000, "say", "hello"),
        (3000, "say", "world"),
        (3000, "main", "finished"),
    ]);
    same("marks", marks(trace), promised)?;
    same("sequential_main(&trace)", played.reported, ms(3000))
}

async fn concurrent_two_seconds(subject: &dyn SayAfter, trace: &Trace) -> Told {
    let played = play(subject.concurrent_main(trace)).await;
    at_the_same_time(trace, &played).await?;
    let promised = told(&[
        (0, "main", "started"),
        (1000, "say", "hello"),
        (2000, "say", "world"),
        (2000, "main", "finished"),
    ]);
    same("marks", marks(trace), promised)?;
    same("concurrent_main(&trace)", played.reported, ms(2000))
}

/// Four calls, one await. The delay of the awaited one is longer than the time it lies about, so
/// that a clock which starts at the call, one which starts at the await and none at all end at
/// three different moments.
async fn inert_until_awaited(subject: &dyn SayAfter, trace: &Trace) -> Told {
    let ignored = subject.say_after(trace, ms(1000), "ignored");
    let mains = (subject.sequential_main(trace), subject.concurrent_main(trace));
    let late = subject.say_after(trace, ms(12_000), "late");
    time::sleep(ms(10_000)).await;
    if let Some(event) = trace.events().into_iter().next() {
        let at = event.at.unwrap_or_default();
        return Err(mistake("eager").with("what", event.note).with("at", at));
    }
    drop((ignored, mains));
    late.await;
    unless(said(trace, "late") != Some(ms(12_000)), || {
        mistake("eager").with("what", "late").with("at", 12_000)
    })?;
    waited_before_saying(trace, "late", ms(10_000))?;
    same("marks", marks(trace), told(&[(22_000, "say", "late")]))
}

async fn drop_prints_nothing(subject: &dyn SayAfter, trace: &Trace) -> Told {
    let cut = time::timeout(ms(500), subject.say_after(trace, ms(1000), "hello")).await;
    time::sleep(ms(4500)).await;
    waited_before_saying(trace, "hello", ms(0))?;
    if let Some(at) = said(trace, "hello") {
        return Err(mistake("outlived").with("dropped", 500).with("at", at));
    }
    same("timeout(500 ms, say_after(1 s))", cut.is_err(), true)?;
    // And one that is left alone, so that silence is not the whole answer.
    subject.say_after(trace, ms(1000), "world").await;
    same("marks", marks(trace), told(&[(6000, "say", "world")]))
}

async fn sleep_gives_result(subject: &dyn SayAfter, _trace: &Trace) -> Told {
    for delay in [ms(1500), ms(1), ms(0)] {
        let begin = Instant::now();
        let parcel = subject.sleep_with_result(delay, Parcel(42)).await;
        let took = begin.elapsed();
        if !delay.is_zero() {
            waited(delay, took)?;
        }
        let call = format!("sleep_with_result({delay:?}, Parcel(42))");
        same(&call, parcel, Parcel(42))?;
        same(&format!("{call}: time"), took, delay)?;
    }
    Ok(())
}

async fn nothing_left_running(subject: &dyn SayAfter, trace: &Trace) -> Told {
    let played = play(subject.concurrent_main(trace)).await;
    // What has just ended is given a moment to be cleared away.
    time::sleep(ms(1)).await;
    let alive = guard::tasks_alive();
    nothing_forgotten(trace, &played, ms(2000)).await?;
    unless(alive == 0, || mistake("leak").with("count", alive))?;
    same("marks of `say`", trace.marks("say").len(), 2)
}
