//! M3: takes `try_join_all` for gather; it drops the siblings of the job that failed.
//! fails: siblings_survive_error
//! tells: siblings-cancelled

use std::{any::Any, panic::AssertUnwindSafe};

use futures::{
    FutureExt,
    future::{join_all, try_join_all},
};

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
    try_join_all(jobs).await
}

pub async fn gather_settled<T, E, F>(jobs: Vec<F>) -> Vec<Settled<T, E>>
where
    F: Future<Output = Result<T, E>> + Send + 'static,
    T: Send + 'static,
    E: Send + 'static,
{
    let caught = jobs.into_iter().map(|job| AssertUnwindSafe(job).catch_unwind());
    let ended = join_all(caught).await.into_iter();
    ended
        .map(|end| match end {
            Ok(Ok(value)) => Settled::Ok(value),
            Ok(Err(error)) => Settled::Failed(error),
            Err(panic) => Settled::Panicked(words(panic)),
        })
        .collect()
}

fn words(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => payload.downcast::<&str>().map_or("unknown".into(), |text| (*text).into()),
    }
}
