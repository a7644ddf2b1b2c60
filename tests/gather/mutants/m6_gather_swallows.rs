//! M6: a job that panics sends nothing, and gather takes the silence for the end of all jobs.
//! fails: gather_panic_propagates
//! tells: panic-lost

use std::{any::Any, collections::HashMap};

use tokio::{
    sync::mpsc,
    task::{AbortHandle, Id, JoinSet},
};

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
    let (sender, mut inbox) = mpsc::unbounded_channel();
    let mut guard = Guard(Vec::new());
    for (place, job) in jobs.into_iter().enumerate() {
        let sender = sender.clone();
        let task = tokio::spawn(async move {
            let _ = sender.send((place, job.await));
        });
        guard.0.push(task.abort_handle());
    }
    drop(sender);
    while let Some((place, result)) = inbox.recv().await {
        match result {
            Ok(value) => values[place] = Some(value),
            Err(error) => {
                guard.0.clear();
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

/// Aborts the tasks that it still has when it is dropped.
struct Guard(Vec<AbortHandle>);

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.iter().for_each(AbortHandle::abort);
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

fn words(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => payload.downcast::<&str>().map_or("unknown".into(), |text| (*text).into()),
    }
}
