//! `patient`: a look at the work that costs it nothing.

use contract::{
    kit::{Kind, Trace},
    shield::{Patience, Receipt, ShieldError, Shielding},
    tokio::{
        task,
        time::{Instant, sleep},
    },
};

use super::{calm, ending::panics};
use crate::host::check::{Mistake, Told, mistake, same, unless};
use crate::shield::public::{ms, spared, still_running, work};

pub async fn patient_done(subject: &dyn Shielding, trace: &Trace) -> Told {
    let begin = Instant::now();
    let shield = subject.shield(work(trace, "commit", 100, 7));
    let end = done("patient(shield, 500 ms)", shield.patient(ms(500)).await)?;
    same("patient(shield, 500 ms)", end, Ok(Receipt::of(7)))?;
    same("elapsed", begin.elapsed(), ms(100))?;
    let shield = subject.shield(panics(trace, "full"));
    let end = calm("patient(shield, 500 ms)", shield.patient(ms(500))).await?;
    let end = done("patient(shield, 500 ms)", end)?;
    let promised = ShieldError::Panicked("the disk is full".to_owned());
    unless(end != Err(ShieldError::Cancelled), || {
        mistake("panic-lost").with("message", "the disk is full")
    })?;
    same("patient(shield, 500 ms)", end, Err(promised))
}

pub async fn patient_gives_back(subject: &dyn Shielding, trace: &Trace) -> Told {
    let begin = Instant::now();
    let shield = subject.shield(work(trace, "commit", 1000, 7));
    let shield = still_running(trace, "commit", shield, 100).await?;
    let shield = still_running(trace, "commit", shield, 200).await?;
    same("elapsed @ StillRunning", begin.elapsed(), ms(300))?;
    // Another task waits on: the wake-up has to find its way there.
    let end = task::spawn(shield).await;
    let Ok(end) = end else { return same("spawn(shield).await", "Err(_)", "Ok(_)") };
    spared(trace, "commit")?;
    same("shield.await", end, Ok(Receipt::of(7)))?;
    same("elapsed", begin.elapsed(), ms(1000))?;
    same("trace.attempts(\"commit\")", trace.attempts("commit"), 1)?;
    same_work(subject, trace).await
}

/// The shield given back is still the one of the work, not one around it.
async fn same_work(subject: &dyn Shielding, trace: &Trace) -> Told {
    let shield = subject.shield(work(trace, "index", 1000, 8));
    let shield = still_running(trace, "index", shield, 100).await?;
    shield.inner().cancel();
    sleep(ms(2000)).await;
    let end = trace.ended("index").map(|(_, how)| how);
    unless(end != Some(Kind::End), || mistake("another-shield").with("patience", 100))?;
    same("trace.ended(\"index\")", end, Some(Kind::Cancel))?;
    same("shield.await", calm("shield.await", shield).await?, Err(ShieldError::Cancelled))
}

pub async fn patient_zero(subject: &dyn Shielding, trace: &Trace) -> Told {
    let begin = Instant::now();
    let shield = subject.shield(work(trace, "commit", 100, 7));
    let mut shield = still_running(trace, "commit", shield, 0).await?;
    same("elapsed @ StillRunning", begin.elapsed(), ms(0))?;
    sleep(ms(50)).await;
    shield = still_running(trace, "commit", shield, 0).await?;
    same("elapsed @ StillRunning", begin.elapsed(), ms(50))?;
    same("shield.await", shield.await, Ok(Receipt::of(7)))?;
    // What is there is given, every time.
    let finished: Vec<_> = (0..32).map(|_| subject.shield(work(trace, "index", 100, 8))).collect();
    sleep(ms(150)).await;
    for shield in finished {
        let end = done("patient(finished, 0 ms)", shield.patient(ms(0)).await)?;
        same("patient(finished, 0 ms)", end, Ok(Receipt::of(8)))?;
    }
    same("elapsed @ Done", begin.elapsed(), ms(250))
}

fn done(what: &str, seen: Patience) -> Result<contract::shield::End, Mistake> {
    match seen {
        Patience::Done(end) => Ok(end),
        Patience::StillRunning(_) => Err(mistake("differs")
            .with("what", what)
            .with("seen", "StillRunning(_)")
            .with("promised", "Done(_)")),
    }
}
