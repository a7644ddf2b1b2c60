//! M4: spawns the jobs and forgets that a dropped JoinHandle lets its task go on.
//! fails: drop_cancels_children
//! tells: jobs-go-on
//! also: settled_drop_cancels_children

use std::{any::Any, panic};

use futures::{StreamExt, stream::FuturesUnordered};

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
    let mut handles = FuturesUnordered::new();
    for (place, job) in jobs.into_iter().enumerate() {
        let handle = tokio::spawn(job);
        handles.push(async move { (place, handle.await) });
    }
    while let Some((place, ended)) = handles.next().await {
        match ended {
            Ok(Ok(value)) => values[place] = Some(value),
            Ok(Err(error)) => return Err(error),
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
    let handles: Vec<_> = jobs.into_iter().map(tokio::spawn).collect();
    let mut ends = Vec::new();
    for handle in handles {
        ends.push(match handle.await {
            Ok(Ok(value)) => Settled::Ok(value),
            Ok(Err(error)) => Settled::Failed(error),
            Err(lost) => Settled::Panicked(words(lost.into_panic())),
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
