//! accepted: no task before an error: the jobs are polled where gather is polled, and whoever is
//! left after an error moves to a task of its own. gather_settled is join_all and catch_unwind.

use std::{any::Any, panic::AssertUnwindSafe};

use futures::{FutureExt, StreamExt, future::join_all, stream::FuturesUnordered};

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
    let mut values: Vec<Option<T>> = jobs.iter().map(|_| None).collect();
    let numbered = jobs.into_iter().enumerate();
    let mut running: FuturesUnordered<_> =
        numbered.map(|(place, job)| job.map(move |result| (place, result))).collect();
    while let Some((place, result)) = running.next().await {
        match result {
            Ok(value) => values[place] = Some(value),
            Err(error) => {
                tokio::spawn(async move { while running.next().await.is_some() {} });
                return Err(error);
            }
        }
    }
    Ok(values.into_iter().flatten().collect())
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
