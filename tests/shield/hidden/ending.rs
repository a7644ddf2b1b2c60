//! How the work ends is a value for whoever waits: a result, a panic or a cancellation.

use contract::{
    futures::future::join,
    kit::{Kind, Trace},
    shield::{Receipt, ShieldError, Shielding, Work},
    tokio::time::{Instant, sleep},
};

use super::calm;
use crate::host::check::{Told, mistake, same};
use crate::shield::public::{ms, started_at_the_call, work};

pub async fn value_passes(subject: &dyn Shielding, trace: &Trace) -> Told {
    let begin = Instant::now();
    let end = subject.shield(work(trace, "commit", 100, 7)).await;
    same("shield.await", end, Ok(Receipt::of(7)))?;
    same("elapsed", begin.elapsed(), ms(100))
}

pub async fn already_done(subject: &dyn Shielding, trace: &Trace) -> Told {
    let shield = subject.shield(work(trace, "commit", 100, 7));
    let inner = shield.inner();
    sleep(ms(10)).await;
    started_at_the_call("commit", trace.started("commit").is_some())?;
    same("inner().done() @ 10 ms", inner.done(), false)?;
    sleep(ms(140)).await;
    same("inner().done() @ 150 ms", inner.done(), true)?;
    let begin = Instant::now();
    same("shield.await", shield.await, Ok(Receipt::of(7)))?;
    same("elapsed", begin.elapsed(), ms(0))
}

pub async fn panic_passes(subject: &dyn Shielding, trace: &Trace) -> Told {
    let (full, gone) = (panics(trace, "full"), panics(trace, "gone"));
    for (work, message) in [(full, "the disk is full"), (gone, "disk gone is away")] {
        let shield = subject.shield(work);
        let inner = shield.inner();
        let end = calm("shield.await", shield).await?;
        if end == Err(ShieldError::Cancelled) {
            return Err(mistake("panic-lost").with("message", message));
        }
        same("shield.await", end, Err(ShieldError::Panicked(message.to_owned())))?;
        sleep(ms(1)).await;
        same("inner().done()", inner.done(), true)?;
    }
    Ok(())
}

pub async fn inner_cancel(subject: &dyn Shielding, trace: &Trace) -> Told {
    let begin = Instant::now();
    let shield = subject.shield(work(trace, "commit", 1000, 7));
    let inner = shield.inner();
    let canceller = async {
        sleep(ms(100)).await;
        inner.cancel();
    };
    let (end, ()) = join(calm("shield.await", shield), canceller).await;
    same("shield.await", end?, Err(ShieldError::Cancelled))?;
    same("elapsed", begin.elapsed(), ms(100))?;
    sleep(ms(1)).await;
    same("trace.ended(\"commit\")", trace.ended("commit"), Some((ms(100), Kind::Cancel)))?;
    same("inner().done()", inner.done(), true)?;
    // Cancelled before the runtime came to its first poll.
    let shield = subject.shield(work(trace, "index", 1000, 8));
    shield.inner().cancel();
    let end = calm("shield.await", shield).await?;
    same("shield.inner().cancel(); shield.await", end, Err(ShieldError::Cancelled))?;
    same("elapsed", begin.elapsed(), ms(101))
}

pub async fn cancel_after_done(subject: &dyn Shielding, trace: &Trace) -> Told {
    let shield = subject.shield(work(trace, "commit", 100, 7));
    let inner = shield.inner();
    sleep(ms(150)).await;
    inner.cancel();
    sleep(ms(1)).await;
    inner.cancel();
    same("shield.await", calm("shield.await", shield).await?, Ok(Receipt::of(7)))?;
    same("trace.ended(\"commit\")", trace.ended("commit"), Some((ms(100), Kind::End)))
}

/// A work that panics after 100 ms: `full` with a `&str`, another one with a `String`.
pub fn panics(trace: &Trace, name: &str) -> Work {
    let (span, name) = (trace.clone(), name.to_owned());
    let doomed = async move {
        sleep(ms(100)).await;
        match name.as_str() {
            "full" => panic!("the disk is full"),
            name => panic!("disk {name} is away"),
        }
    };
    Box::pin(async move { span.run("write", doomed).await })
}
