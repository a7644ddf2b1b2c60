//! M2: spawns every job and then awaits the handles in list order, so an error waits for its turn.
//! fails: first_error_at_once
//! tells: error-late
//! also: siblings_survive_error, earliest_not_first_listed

use std::{any::Any, panic};

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
    let handles: Vec<_> = jobs.into_iter().map(tokio::spawn).collect();
    let mut guard = Guard(handles.iter().map(JoinHandle::abort_handle).collect());
    let mut values = Vec::new();
    for handle in handles {
        match handle.await {
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
    let handles: Vec<_> = jobs.into_iter().map(tokio::spawn).collect();
    let _guard = Guard(handles.iter().map(JoinHandle::abort_handle).collect());
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
