//! accepted: select_all over the handles of spawned tasks, with a guard that aborts them.

use std::{any::Any, panic, pin::Pin};

use futures::future::select_all;
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
    while !handles.is_empty() {
        let ((place, ended), _, rest) = select_all(handles).await;
        handles = rest;
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
    while !handles.is_empty() {
        let ((place, ended), _, rest) = select_all(handles).await;
        handles = rest;
        ends[place] = Some(match ended {
            Ok(Ok(value)) => Settled::Ok(value),
            Ok(Err(error)) => Settled::Failed(error),
            Err(lost) => Settled::Panicked(words(lost.into_panic())),
        });
    }
    ends.into_iter().flatten().collect()
}

type Numbered<T> = Pin<Box<dyn Future<Output = (usize, Result<T, JoinError>)> + Send>>;

/// Spawns every job; each handle knows the place of its job.
fn start<T, F>(jobs: Vec<F>) -> (Vec<Numbered<T>>, Guard)
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let mut guard = Guard(Vec::new());
    let mut handles: Vec<Numbered<T>> = Vec::new();
    for (place, job) in jobs.into_iter().enumerate() {
        let handle = tokio::spawn(job);
        guard.0.push(handle.abort_handle());
        handles.push(Box::pin(async move { (place, handle.await) }));
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
