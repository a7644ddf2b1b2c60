//! M1: awaits the jobs one after another.
//! fails: concurrent_not_sequential
//! tells: sequential

use std::{any::Any, future::Future, panic::AssertUnwindSafe};

use futures::FutureExt;

/// How one job of [`gather_settled`] ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Settled<T, E> {
    Ok(T),
    Failed(E),
    Panicked(String),
}

pub async fn gather<T, E, F>(jobs: Vec<F>) -> Result<Vec<T>, E>
where
    F: Future<Output = Result<T, E>> + Send + 'static,
    T: Send + 'static,
    E: Send + 'static,
{
    let mut values = Vec::new();
    for job in jobs {
        values.push(job.await?);
    }
    Ok(values)
}

pub async fn gather_settled<T, E, F>(jobs: Vec<F>) -> Vec<Settled<T, E>>
where
    F: Future<Output = Result<T, E>> + Send + 'static,
    T: Send + 'static,
    E: Send + 'static,
{
    let mut ends = Vec::new();
    for job in jobs {
        ends.push(match AssertUnwindSafe(job).catch_unwind().await {
            Ok(Ok(value)) => Settled::Ok(value),
            Ok(Err(error)) => Settled::Failed(error),
            Err(panic) => Settled::Panicked(words(panic)),
        });
    }
    ends
}

fn words(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => payload.downcast::<&str>().map_or("unknown".into(), |text| (*text).into()),
    }
}
