//! accepted: FuturesUnordered of the handles of spawned tasks, with a guard that aborts them.

use std::{any::Any, panic};

use futures::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use tokio::task::{AbortHandle, JoinError};

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
    let (mut handles, mut guard) = start(jobs);
    while let Some((place, ended)) = handles.next().await {
        match ended {
            Ok(Ok(value)) => values[place] = Some(value),
            Ok(Err(error)) => {
                guard.0.clear();
                return Err(error);
            }
            Err(lost) => panic::resume_unwind(lost.into_panic()),
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
    let mut ends: Vec<Option<Settled<T, E>>> = jobs.iter().map(|_| None).collect();
    let (mut handles, _guard) = start(jobs);
    while let Some((place, ended)) = handles.next().await {
        ends[place] = Some(match ended {
            Ok(Ok(value)) => Settled::Ok(value),
            Ok(Err(error)) => Settled::Failed(error),
            Err(lost) => Settled::Panicked(words(lost.into_panic())),
        });
    }
    ends.into_iter().flatten().collect()
}

type Numbered<T> = BoxFuture<'static, (usize, Result<T, JoinError>)>;

fn start<T, F>(jobs: Vec<F>) -> (FuturesUnordered<Numbered<T>>, Guard)
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let mut guard = Guard(Vec::new());
    let handles = FuturesUnordered::new();
    for (place, job) in jobs.into_iter().enumerate() {
        let handle = tokio::spawn(job);
        guard.0.push(handle.abort_handle());
        handles.push(async move { (place, handle.await) }.boxed());
    }
    (handles, guard)
}

/// Aborts the tasks that it still has when it is dropped.
struct Guard(Vec<AbortHandle>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.iter().for_each(AbortHandle::abort);
    }
}

fn words(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => payload.downcast::<&str>().map_or("unknown".into(), |text| (*text).into()),
    }
}
