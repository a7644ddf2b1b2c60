//! Whoever waits may go away: the work starts at the call and comes to its end.

use contract::{
    futures::{FutureExt, future::join},
    kit::{Kind, Trace},
    shield::Shielding,
    tokio::{
        task,
        time::{sleep, timeout},
    },
};

use crate::host::check::{Told, mistake, same, unless};
use crate::shield::public::{ms, started_at_the_call, survived, work};

pub async fn survives_drop(subject: &dyn Shielding, trace: &Trace) -> Told {
    let mut shield = subject.shield(work(trace, "commit", 1000, 1));
    sleep(ms(10)).await;
    let prompt = trace.started("commit").is_some();
    // Somebody has looked at the shield before it goes.
    same("shield.now_or_never()", (&mut shield).now_or_never(), None)?;
    sleep(ms(40)).await;
    drop(shield);
    sleep(ms(2000)).await;
    survived(trace, "commit", prompt)
}

pub async fn starts_without_poll(subject: &dyn Shielding, trace: &Trace) -> Told {
    let kept = subject.shield(work(trace, "kept", 1000, 1));
    drop(subject.shield(work(trace, "dropped", 1000, 2)));
    sleep(ms(10)).await;
    started_at_the_call("kept", trace.started("kept").is_some())?;
    let dropped = trace.started("dropped").is_some();
    unless(dropped, || mistake("drop-aborts").with("job", "dropped").with("at", 0))?;
    sleep(ms(2000)).await;
    survived(trace, "kept", true)?;
    survived(trace, "dropped", true)?;
    drop(kept);
    Ok(())
}

pub async fn survives_timeout(subject: &dyn Shielding, trace: &Trace) -> Told {
    let shield = subject.shield(work(trace, "commit", 1000, 1));
    sleep(ms(10)).await;
    let prompt = trace.started("commit").is_some();
    same("timeout(50 ms, shield)", timeout(ms(50), shield).await.ok(), None)?;
    sleep(ms(2000)).await;
    survived(trace, "commit", prompt)
}

pub async fn survives_abort_of_waiter(subject: &dyn Shielding, trace: &Trace) -> Told {
    let shield = subject.shield(work(trace, "commit", 1000, 1));
    sleep(ms(10)).await;
    let prompt = trace.started("commit").is_some();
    let waiter = task::spawn(shield);
    sleep(ms(50)).await;
    waiter.abort();
    let cancelled = waiter.await.is_err_and(|why| why.is_cancelled());
    same("waiter.await.is_cancelled()", cancelled, true)?;
    sleep(ms(2000)).await;
    survived(trace, "commit", prompt)
}

pub async fn survives_gather_cancel(subject: &dyn Shielding, trace: &Trace) -> Told {
    let film = subject.shield(work(trace, "film", 300, 1));
    let cover = subject.shield(work(trace, "cover", 1000, 2));
    sleep(ms(10)).await;
    let prompt = trace.started("film").is_some();
    let both = trace.run("both", join(film, cover));
    same("timeout(50 ms, both)", timeout(ms(50), both).await.ok(), None)?;
    sleep(ms(2000)).await;
    survived(trace, "film", prompt)?;
    survived(trace, "cover", prompt)
}

/// The handle outlives the shield: it says what becomes of the work, and can still cancel it.
pub async fn outer_cancel_reaches_waiter_only(subject: &dyn Shielding, trace: &Trace) -> Told {
    let shield = subject.shield(work(trace, "commit", 1000, 1));
    let index = subject.shield(work(trace, "index", 1000, 2));
    let (commit, twin) = (shield.inner(), index.inner().twin());
    sleep(ms(10)).await;
    let prompt = trace.started("commit").is_some();
    let waiter = task::spawn(trace.run("user", join(shield, index)));
    sleep(ms(50)).await;
    waiter.abort();
    sleep(ms(1)).await;
    let early = commit.done();
    twin.cancel();
    sleep(ms(2000)).await;
    survived(trace, "commit", prompt)?;
    same("inner().done() @ 61 ms", early, false)?;
    same("inner().done() @ 2061 ms", commit.done(), true)?;
    let cancelled = trace.ended("index").map(|(_, how)| how);
    same("trace.ended(\"index\")", cancelled, Some(Kind::Cancel))
}
