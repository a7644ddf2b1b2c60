//! The checks of `shield` that every student can read.

use contract::{
    kit::{Kind, Trace},
    shield::{Patience, Receipt, Shield, Shielding, Work},
    tokio::time::{Instant, sleep, timeout},
};
use std::time::Duration;

use crate::host::check::{Mistake, Told, checks, mistake, same, unless};

checks! { dyn Shielding:
    compared waiter_gives_up,
    compared asks_again,
    compared shutdown_waits,
}

/// The user closes the page 60 ms after his click; the record is written all the same.
async fn waiter_gives_up(subject: &dyn Shielding, trace: &Trace) -> Told {
    let shield = subject.shield(work(trace, "commit", 1000, 7));
    // Nobody awaits the shield yet, and the work should be under way already.
    sleep(ms(10)).await;
    let prompt = trace.started("commit").is_some();
    let user = trace.run("user", shield);
    same("timeout(50 ms, shield)", timeout(ms(50), user).await.ok(), None)?;
    sleep(ms(2000)).await;
    survived(trace, "commit", prompt)?;
    started_at_the_call("commit", prompt)
}

/// After 100 ms the user is told that it takes longer; then he waits on for the same work.
async fn asks_again(subject: &dyn Shielding, trace: &Trace) -> Told {
    let begin = Instant::now();
    let shield = subject.shield(work(trace, "commit", 300, 7));
    let shield = still_running(trace, "commit", shield, 100).await?;
    trace.mark("user", "told to wait");
    same("elapsed @ StillRunning", begin.elapsed(), ms(100))?;
    let end = shield.await;
    trace.mark("user", "has the link");
    spared(trace, "commit")?;
    same("shield.await", end, Ok(Receipt::of(7)))?;
    same("elapsed", begin.elapsed(), ms(300))
}

/// Before the service stops it waits for the records that are still being written.
async fn shutdown_waits(subject: &dyn Shielding, trace: &Trace) -> Told {
    let scope = subject.scope();
    let users = [("A", 200), ("B", 300)].map(|(name, ms)| scope.shield(work(trace, name, ms, 1)));
    sleep(ms(10)).await;
    started_at_the_call("A", trace.started("A").is_some())?;
    let begin = Instant::now();
    let unfinished = trace.run("drain", scope.drain()).await;
    nothing_runs(trace, begin.elapsed())?;
    same("scope.drain()", unfinished, users.len())?;
    same("elapsed", begin.elapsed(), ms(290))
}

pub fn ms(count: u64) -> Duration {
    Duration::from_millis(count)
}

/// A work that takes so many milliseconds and gives a receipt, drawn on the timeline.
pub fn work(trace: &Trace, name: &str, ms: u64, number: u32) -> Work {
    let (trace, name) = (trace.clone(), name.to_owned());
    Box::pin(async move { trace.job(&name, ms, Receipt::of(number)).await })
}

/// The work has come to its end although its waiter went away. `prompt`: it had started before
/// anybody polled the shield.
pub fn survived(trace: &Trace, job: &str, prompt: bool) -> Told {
    let end = trace.ended(job);
    if let Some((at, Kind::Cancel)) = end {
        // Work that starts and ends with the polls of its waiter is no task of its own.
        let finding = if prompt { "drop-aborts" } else { "work-in-waiter" };
        return Err(mistake(finding).with("job", job).with("at", at));
    }
    same(&format!("trace.ended({job:?})"), end.map(|(_, how)| how), Some(Kind::End))
}

/// Work starts when `shield` is called, so 10 ms later it had begun.
pub fn started_at_the_call(job: &str, prompt: bool) -> Told {
    unless(prompt, || mistake("lazy").with("job", job).with("after", 10))
}

/// Lets `patient` wait for work that takes longer; gives the shield that it gives back.
pub async fn still_running(
    trace: &Trace,
    job: &str,
    shield: Box<dyn Shield>,
    patience: u64,
) -> Result<Box<dyn Shield>, Mistake> {
    let end = match shield.patient(ms(patience)).await {
        Patience::StillRunning(shield) => return Ok(shield),
        Patience::Done(end) => end,
    };
    spared(trace, job)?;
    let told = mistake("differs").with("what", format!("patient(shield, {patience} ms)"));
    Err(told.with("seen", format!("Done({end:?})")).with("promised", "StillRunning(_)"))
}

/// Whoever loses patience does not stop the work.
pub fn spared(trace: &Trace, job: &str) -> Told {
    match trace.ended(job) {
        Some((at, Kind::Cancel)) => {
            Err(mistake("patience-cancels").with("job", job).with("at", at))
        }
        _ => Ok(()),
    }
}

/// `drain` has returned, so no work runs any more.
pub fn nothing_runs(trace: &Trace, at: Duration) -> Told {
    let running = trace.running().len();
    unless(running == 0, || mistake("drain-early").with("at", at).with("running", running))
}
