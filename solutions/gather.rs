//! gather: every job is a task of its own, and a guard decides what happens to the rest.

use std::{any::Any, future::Future, panic};

use tokio::task::{Id, JoinError, JoinSet};

/// How one job of [`gather_settled`] ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Settled<T, E> {
    Ok(T),
    Failed(E),
    Panicked(String),
}

/// Runs all jobs concurrently; gives their values in argument order, or the first error in time.
pub async fn gather<T, E, F>(jobs: Vec<F>) -> Result<Vec<T>, E>
where
    F: Future<Output = Result<T, E>> + Send + 'static,
    T: Send + 'static,
    E: Send + 'static,
{
    // A JoinSet aborts its tasks when it is dropped: that is rule 5, for nothing.
    let (mut tasks, order) = start(jobs);
    let mut values: Vec<Option<T>> = order.iter().map(|_| None).collect();
    // `join_next` gives tasks in the order in which they END, so the first error in time is the
    // first error that we meet, whatever its place in the list.
    while let Some(ended) = tasks.join_next_with_id().await {
        match ended {
            Ok((id, Ok(value))) => values[place(&order, id)] = Some(value),
            Ok((_, Err(error))) => {
                // Without this line the drop of the set would cancel the siblings: rule 4.
                tasks.detach_all();
                return Err(error);
            }
            Err(failure) => panic::resume_unwind(failure.into_panic()),
        }
    }
    Ok(values.into_iter().flatten().collect())
}

/// Runs all jobs concurrently and waits for every one of them, whatever becomes of it.
pub async fn gather_settled<T, E, F>(jobs: Vec<F>) -> Vec<Settled<T, E>>
where
    F: Future<Output = Result<T, E>> + Send + 'static,
    T: Send + 'static,
    E: Send + 'static,
{
    let (mut tasks, order) = start(jobs);
    let mut ends: Vec<Option<Settled<T, E>>> = order.iter().map(|_| None).collect();
    while let Some(ended) = tasks.join_next_with_id().await {
        let (id, end) = match ended {
            Ok((id, Ok(value))) => (id, Settled::Ok(value)),
            Ok((id, Err(error))) => (id, Settled::Failed(error)),
            // A panic of a task is a value here, as with return_exceptions=True.
            Err(failure) => (failure.id(), Settled::Panicked(message(failure))),
        };
        ends[place(&order, id)] = Some(end);
    }
    ends.into_iter().flatten().collect()
}

/// Spawns every job; the ids stand in argument order.
fn start<T, F>(jobs: Vec<F>) -> (JoinSet<T>, Vec<Id>)
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let mut tasks = JoinSet::new();
    let order = jobs.into_iter().map(|job| tasks.spawn(job).id()).collect();
    (tasks, order)
}

fn place(order: &[Id], id: Id) -> usize {
    order.iter().position(|known| *known == id).expect("every task of the set was started by us")
}

/// The text of a panic: `panic!("…")` gives a `&str`, `panic!("{x}")` a `String`.
fn message(failure: JoinError) -> String {
    let payload: Box<dyn Any + Send> = failure.into_panic();
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => payload.downcast::<&str>().map(|text| (*text).to_owned()).unwrap_or_default(),
    }
}
