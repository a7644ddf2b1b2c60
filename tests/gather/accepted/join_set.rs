//! accepted: a JoinSet whose tasks carry their place themselves and catch their own panics.

use std::{
    any::Any,
    panic::{self, AssertUnwindSafe},
    thread,
};

use futures::FutureExt;
use tokio::task::JoinSet;

/// How one job of [`gather_settled`] ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Settled<T, E> {
    Ok(T),
    Failed(E),
    Panicked(String),
}

type Ended<T> = (usize, thread::Result<T>);

pub async fn gather<T, E, F>(jobs: Vec<F>) -> Result<Vec<T>, E>
where
    F: Future<Output = Result<T, E>> + Send + 'static,
    T: Send + 'static,
    E: Send + 'static,
{
    let mut values: Vec<Option<T>> = jobs.iter().map(|_| None).collect();
    let mut tasks = start(jobs);
    while let Some(Ok((place, ended))) = tasks.join_next().await {
        match ended {
            Ok(Ok(value)) => values[place] = Some(value),
            Ok(Err(error)) => {
                tasks.detach_all();
                return Err(error);
            }
            Err(panic) => panic::resume_unwind(panic),
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
    let mut ended = start(jobs).join_all().await;
    ended.sort_by_key(|(place, _)| *place);
    let ends = ended.into_iter().map(|(_, end)| match end {
        Ok(Ok(value)) => Settled::Ok(value),
        Ok(Err(error)) => Settled::Failed(error),
        Err(panic) => Settled::Panicked(words(panic)),
    });
    ends.collect()
}

fn start<T, F>(jobs: Vec<F>) -> JoinSet<Ended<T>>
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let numbered = jobs.into_iter().enumerate();
    numbered
        .map(|(place, job)| async move { (place, AssertUnwindSafe(job).catch_unwind().await) })
        .collect()
}

fn words(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => payload.downcast::<&str>().map_or("unknown".into(), |text| (*text).into()),
    }
}
