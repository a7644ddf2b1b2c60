//! The checks of `gather` that students never see.

use contract::{gather::Gather, kit::Trace, tokio::time};
use std::time::Duration;

use super::public::job;
use crate::host::check::{Told, checks, mistake, same, unless};

checks! { dyn Gather:
    compared siblings_survive_error,
}

async fn siblings_survive_error(subject: &dyn Gather, trace: &Trace) -> Told {
    let jobs = [("A", 300, Ok(1)), ("B", 100, Err("no flour")), ("C", 200, Ok(3))];
    let jobs = jobs.map(|(name, ms, end)| job(trace, name, ms, end));
    let error = subject.gather(jobs.into()).await;
    same("gather([A, B, C])", error, Err("no flour".to_owned()))?;
    time::sleep(Duration::from_millis(500)).await;
    let survived = trace.timeline().ended("A").is_some();
    unless(survived, || mistake("siblings-cancelled"))
}
