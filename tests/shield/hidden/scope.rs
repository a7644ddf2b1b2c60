//! The scope: how long `drain` waits, for whom, and what it says.

use contract::{
    futures::future::{join, poll_fn},
    kit::{Kind, Shape, Trace},
    shield::{Receipt, Scope, Shielding, Work},
    tokio::time::{Instant, sleep, timeout},
};
use std::time::Duration;

use super::{calm, ending::panics};
use crate::host::check::{Mistake, Told, mistake, same, unless};
use crate::shield::public::{ms, nothing_runs, work};

/// Longer than any work of these checks takes, in virtual milliseconds.
const FOR_EVER: u64 = 10_000;
/// No drain of these checks has reason to look more often: every end wakes it once at most.
const LOOKS: usize = 10;

/// What was seen of a drain.
pub struct Drained {
    said: usize,
    took: Duration,
    looks: usize,
}

/// Drains; that it ends, without panic and not before the work does, is asked for here.
pub async fn drained(scope: &dyn Scope, trace: &Trace) -> Result<Drained, Mistake> {
    let begin = Instant::now();
    let mut looks = 0;
    let mut drain = scope.drain();
    let counted = poll_fn(|cx| {
        looks += 1;
        drain.as_mut().poll(cx)
    });
    trace.mark("drain", "called");
    let said = calm("scope.drain()", timeout(ms(FOR_EVER), counted)).await?;
    let Ok(said) = said else { return Err(hangs(trace)) };
    trace.mark("drain", "returned");
    nothing_runs(trace, begin.elapsed())?;
    Ok(Drained { said, took: begin.elapsed(), looks })
}

/// Nothing that ever ran is the shield's fault, not the drain's.
fn hangs(trace: &Trace) -> Mistake {
    match trace.shape() {
        Shape::Empty => mistake("lazy").with("job", "scope.shield").with("after", FOR_EVER),
        _ => mistake("drain-hangs").with("waited", FOR_EVER),
    }
}

impl Drained {
    /// How many were unfinished when it was called, and how long the last of them took.
    fn is(&self, unfinished: usize, took: u64) -> Told {
        unless(self.said == unfinished, || {
            mistake("miscounted").with("said", self.said).with("unfinished", unfinished)
        })?;
        unless(self.took <= ms(took) && self.looks <= LOOKS, || {
            let late = mistake("drain-polls").with("looks", self.looks);
            late.with("took", self.took).with("promised", took)
        })?;
        same("elapsed @ scope.drain()", self.took, ms(took))
    }
}

pub async fn drain_waits(subject: &dyn Shielding, trace: &Trace) -> Told {
    let scope = subject.scope();
    let jobs = [("A", 400), ("B", 997), ("C", 700)];
    let shields = jobs.map(|(name, ms)| scope.shield(work(trace, name, ms, 1)));
    sleep(ms(10)).await;
    let seen = drained(&*scope, trace).await?;
    seen.is(3, 987)?;
    for shield in shields {
        same("shield.await", calm("shield.await", shield).await?, Ok(Receipt::of(1)))?;
    }
    Ok(())
}

pub async fn drain_counts(subject: &dyn Shielding, trace: &Trace) -> Told {
    let scope = subject.scope();
    let jobs = [("A", 300), ("B", 50), ("C", 500), ("D", 100), ("E", 400)];
    let shields = jobs.map(|(name, ms)| scope.shield(work(trace, name, ms, 1)));
    sleep(ms(200)).await;
    drained(&*scope, trace).await?.is(3, 300)?;
    sleep(ms(1)).await;
    drained(&*scope, trace).await?.is(0, 0)?;
    drop(shields);
    Ok(())
}

pub async fn drain_after_panic(subject: &dyn Shielding, trace: &Trace) -> Told {
    let scope = subject.scope();
    let failing = scope.shield(panics(trace, "full"));
    let stopped = scope.shield(work(trace, "stopped", 1000, 1));
    let inner = stopped.inner();
    let canceller = async {
        sleep(ms(150)).await;
        inner.cancel();
    };
    sleep(ms(10)).await;
    let (seen, ()) = join(drained(&*scope, trace), canceller).await;
    seen?.is(2, 150)?;
    sleep(ms(1)).await;
    // Both are over before this drain is asked for.
    drained(&*scope, trace).await?.is(0, 0)?;
    drop((failing, stopped));
    Ok(())
}

/// A adds B while it runs, B adds C: there is work without a break until C ends.
pub async fn drain_sees_late_work(subject: &dyn Shielding, trace: &Trace) -> Told {
    let scope = subject.scope();
    let shield = scope.shield(chain(trace.clone(), scope.twin(), &["A", "B", "C"]));
    sleep(ms(10)).await;
    let seen = drained(&*scope, trace).await?;
    same("trace.ended(\"C\")", trace.ended("C"), Some((ms(700), Kind::End)))?;
    seen.is(1, 690)?;
    drop(shield);
    Ok(())
}

/// A work of 300 ms that shields the next one at 200 ms.
fn chain(trace: Trace, scope: Box<dyn Scope>, names: &'static [&'static str]) -> Work {
    Box::pin(async move {
        let [name, rest @ ..] = names else { return Receipt::of(1) };
        let span = trace.span(name);
        sleep(ms(200)).await;
        if !rest.is_empty() {
            drop(scope.shield(chain(trace, scope.twin(), rest)));
        }
        sleep(ms(100)).await;
        span.end();
        Receipt::of(1)
    })
}

pub async fn drain_empty(subject: &dyn Shielding, trace: &Trace) -> Told {
    for scope in [subject.scope(), subject.default_scope()] {
        drained(&*scope, trace).await?.is(0, 0)?;
        // Used and finished it is empty again.
        let end = scope.shield(work(trace, "commit", 100, 7)).await;
        same("shield.await", end, Ok(Receipt::of(7)))?;
        sleep(ms(1)).await;
        drained(&*scope, trace).await?.is(0, 0)?;
    }
    Ok(())
}

/// Somebody drains for 50 ms only: the work goes on, and the next drain waits for it.
pub async fn drain_given_up(subject: &dyn Shielding, trace: &Trace) -> Told {
    let scope = subject.scope();
    let shields =
        [("A", 300), ("B", 1000)].map(|(name, ms)| scope.shield(work(trace, name, ms, 1)));
    sleep(ms(10)).await;
    let begin = Instant::now();
    let given_up = timeout(ms(50), scope.drain()).await.ok();
    if given_up.is_some() {
        nothing_runs(trace, begin.elapsed())?;
    }
    same("timeout(50 ms, scope.drain())", given_up, None)?;
    sleep(ms(1)).await;
    let cancelled = ["A", "B"].map(|job| trace.ended(job)).iter().flatten().count();
    unless(cancelled == 0, || mistake("drain-cancels").with("after", 50).with("jobs", cancelled))?;
    drained(&*scope, trace).await?.is(2, 939)?;
    for shield in shields {
        same("shield.await", calm("shield.await", shield).await?, Ok(Receipt::of(1)))?;
    }
    Ok(())
}

pub async fn scope_drop_stops_nothing(subject: &dyn Shielding, trace: &Trace) -> Told {
    let scope = subject.scope();
    let shield = scope.shield(work(trace, "commit", 1000, 7));
    sleep(ms(50)).await;
    drop(scope);
    sleep(ms(2000)).await;
    let end = trace.ended("commit").map(|(_, how)| how);
    unless(end != Some(Kind::Cancel), || mistake("scope-aborts").with("at", 50))?;
    same("shield.await", calm("shield.await", shield).await?, Ok(Receipt::of(7)))
}
