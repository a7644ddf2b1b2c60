//! M5: gives the results in the order in which FuturesUnordered gives them.
//! fails: order_of_arguments
//! tells: completion-order
//! also: settled_collects_all, many_1000

use std::{any::Any, panic};

use futures::{StreamExt, stream::FuturesUnordered};
use tokio::task::{AbortHandle, JoinHandle};

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
    let mut handles: FuturesUnordered<_> = jobs.into_iter().map(tokio::spawn).collect();
    let mut guard = Guard(handles.iter().map(JoinHandle::abort_handle).collect());
    let mut values = Vec::new();
    while let Some(ended) = handles.next().await {
        match ended {
            Ok(Ok(value)) => values.push(value),
            Ok(Err(error)) => {
                guard.0.clear();
                return Err(error);
            }
            Err(lost) => panic::resume_unwind(lost.into_panic()),
        }
    }
    Ok(values)
}

pub async fn gather_settled<T, E, F>(jobs: Vec<F>) -> Vec<Settled<T, E>>
where
    F: Future<Output = Result<T, E>> + Send + 'static,
    T: Send + 'static,
    E: Send + 'static,
{
    let mut handles: FuturesUnordered<_> = jobs.into_iter().map(tokio::spawn).collect();
    let _guard = Guard(handles.iter().map(JoinHandle::abort_handle).collect());
    let mut ends = Vec::new();
    while let Some(ended) = handles.next().await {
        ends.push(match ended {
            Ok(Ok(value)) => Settled::Ok(value),
            Ok(Err(error)) => Settled::Failed(error),
            Err(lost) => Settled::Panicked(words(lost.into_panic())),
        });
    }
    ends
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
