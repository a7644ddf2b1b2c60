//! Finished work costs the scope nothing: no value is kept and no memory.

use contract::{
    kit::{Live, Meter, Trace},
    shield::{Receipt, Scope, Shielding, Work},
    tokio::{task::yield_now, time::sleep},
};

use super::scope::drained;
use crate::host::check::{Told, mistake, same, unless};
use crate::shield::public::ms;

/// 30 waves of 100 are 3000 finished shields.
const WAVES: usize = 30;
const WAVE: usize = 100;
/// A scope that keeps but a pointer of each shield has more than this at the end; what a
/// container holds in reserve is less, and it was there before the meter started.
const SPARE: isize = 8 << 10;

/// 3000 shields with a drain at the end: it leaves nothing behind.
pub async fn drain_frees(subject: &dyn Shielding, trace: &Trace) -> Told {
    let scope = subject.scope();
    let live = Live::new();
    warm(&*scope, &live).await?;
    drained(&*scope, trace).await?;
    let meter = Meter::start();
    for _ in 0..WAVES {
        wave(&*scope, &live).await?;
    }
    drained(&*scope, trace).await?;
    nothing_kept(&meter, &live)
}

/// 3000 shields in a service that never stops: nobody drains, and nothing grows.
pub async fn scope_forgets_finished(subject: &dyn Shielding, trace: &Trace) -> Told {
    let scope = subject.scope();
    let live = Live::new();
    warm(&*scope, &live).await?;
    let meter = Meter::start();
    for _ in 0..WAVES {
        wave(&*scope, &live).await?;
    }
    nothing_kept(&meter, &live)?;
    drained(&*scope, trace).await?;
    Ok(())
}

/// Lets every container grow to the size that a wave needs.
async fn warm(scope: &dyn Scope, live: &Live) -> Told {
    wave(scope, live).await?;
    wave(scope, live).await
}

/// Half of the waiters leave at once, the others stay to the end.
async fn wave(scope: &dyn Scope, live: &Live) -> Told {
    let mut staying: Vec<_> = (0..WAVE).map(|_| scope.shield(receipt(live))).collect();
    drop(staying.split_off(WAVE / 2));
    for shield in staying {
        same("shield.await", shield.await, Ok(Receipt::of(1)))?;
    }
    // Those whose waiters left come to their end as well.
    sleep(ms(1)).await;
    Ok(())
}

fn receipt(live: &Live) -> Work {
    let live = live.clone();
    Box::pin(async move {
        yield_now().await;
        Receipt { number: 1, counted: Some(live.token()) }
    })
}

fn nothing_kept(meter: &Meter, live: &Live) -> Told {
    let (finished, kept) = (WAVES * WAVE, meter.live());
    unless(!meter.is_fed() || kept <= SPARE, || {
        mistake("finished-kept")
            .with("finished", finished)
            .with("kilobytes", kept.unsigned_abs() >> 10)
    })?;
    same("live.now()", live.now(), 0)
}
