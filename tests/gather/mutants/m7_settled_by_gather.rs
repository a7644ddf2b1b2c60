//! M7: gather_settled asks gather, which knows one error at most.
//! fails: settled_collects_all
//! tells: settled-stops
//! also: settled_keeps_errors, settled_panic_is_value

use std::{collections::HashMap, panic};

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
    match gather(jobs).await {
        Ok(values) => values.into_iter().map(Settled::Ok).collect(),
        Err(error) => vec![Settled::Failed(error)],
    }
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
