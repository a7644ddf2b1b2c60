//! M6: unwraps the JoinError in gather, so the panic goes on in other words.
//! fails: gather_panic_propagates
//! tells: panic-renamed

use std::{any::Any, collections::HashMap};

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
        match ended.unwrap() {
            (task, Ok(value)) => values[places[&task]] = Some(value),
            (_, Err(error)) => {
                tasks.detach_all();
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
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => payload.downcast::<&str>().map_or("unknown".into(), |text| (*text).into()),
    }
}
