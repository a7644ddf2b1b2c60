//! M6: knows the `&str` of a panic and loses the `String`.
//! fails: settled_panic_is_value
//! tells: panic-text

use std::{any::Any, collections::HashMap, panic};

use tokio::task::{Id, JoinSet};

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
    let (mut tasks, places) = start(jobs);
    let mut values: Vec<Option<T>> = places.iter().map(|_| None).collect();
    while let Some(ended) = tasks.join_next_with_id().await {
        match ended {
            Ok((task, Ok(value))) => values[places[&task]] = Some(value),
            Ok((_, Err(error))) => {
                tasks.detach_all();
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
    let (mut tasks, places) = start(jobs);
    let mut ends: Vec<Option<Settled<T, E>>> = places.iter().map(|_| None).collect();
    while let Some(ended) = tasks.join_next_with_id().await {
        let (task, end) = match ended {
            Ok((task, Ok(value))) => (task, Settled::Ok(value)),
            Ok((task, Err(error))) => (task, Settled::Failed(error)),
            Err(lost) => (lost.id(), Settled::Panicked(words(lost.into_panic()))),
        };
        ends[places[&task]] = Some(end);
    }
    ends.into_iter().flatten().collect()
}

fn start<T, F>(jobs: Vec<F>) -> (JoinSet<T>, HashMap<Id, usize>)
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let mut tasks = JoinSet::new();
    let mut places = HashMap::new();
    for (place, job) in jobs.into_iter().enumerate() {
        places.insert(tasks.spawn(job).id(), place);
    }
    (tasks, places)
}

fn words(payload: Box<dyn Any + Send>) -> String {
    payload.downcast_ref::<&str>().copied().unwrap_or("unknown").to_owned()
}
