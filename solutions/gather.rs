//! gather: every job is a task of its own, and one set decides what becomes of them.

use std::{any::Any, collections::HashMap, panic};

use tokio::task::{Id, JoinSet};

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
    // Tasks and not futures of our own: after an error somebody has to poll the siblings, and
    // that cannot be us, we have returned by then. The runtime goes on polling its tasks.
    let (mut tasks, places) = start(jobs);
    let mut values: Vec<Option<T>> = places.iter().map(|_| None).collect();
    // The set gives its tasks in the order in which they END, so the first error that we meet is
    // the first error in time, wherever in the list it stands (rule 3).
    while let Some(ended) = tasks.join_next_with_id().await {
        match ended {
            Ok((task, Ok(value))) => values[places[&task]] = Some(value),
            Ok((_, Err(error))) => {
                // A set that is dropped aborts its tasks. That is rule 5 for nothing, but here it
                // would break rule 4: so the siblings are let go first.
                tasks.detach_all();
                return Err(error);
            }
            // Nobody aborts a task of this set while we wait, so a lost task is a panic. It goes
            // on with the payload that it had: `unwrap` would wrap its words in others.
            Err(lost) => panic::resume_unwind(lost.into_panic()),
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
    let (mut tasks, places) = start(jobs);
    let mut ends: Vec<Option<Settled<T, E>>> = places.iter().map(|_| None).collect();
    while let Some(ended) = tasks.join_next_with_id().await {
        // No `?` and no `return` in this loop: every end is a value like any other.
        let (task, end) = match ended {
            Ok((task, Ok(value))) => (task, Settled::Ok(value)),
            Ok((task, Err(error))) => (task, Settled::Failed(error)),
            Err(lost) => (lost.id(), Settled::Panicked(words(lost.into_panic()))),
        };
        ends[places[&task]] = Some(end);
    }
    ends.into_iter().flatten().collect()
}

/// Spawns every job; the map says which place in the list each task has (rule 2).
fn start<T, F>(jobs: Vec<F>) -> (JoinSet<T>, HashMap<Id, usize>)
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let mut tasks = JoinSet::new();
    let places =
        jobs.into_iter().enumerate().map(|(place, job)| (tasks.spawn(job).id(), place)).collect();
    (tasks, places)
}

/// What a panic said. `panic!("out of sugar")` carries a `&str`, `panic!("{what}")` a `String`.
fn words(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => match payload.downcast::<&str>() {
            Ok(text) => (*text).to_owned(),
            Err(_) => "unknown".to_owned(),
        },
    }
}
