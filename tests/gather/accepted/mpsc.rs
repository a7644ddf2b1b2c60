//! accepted: every task sends its place and its end through a channel.

use std::{
    any::Any,
    panic::{self, AssertUnwindSafe},
    thread,
};

use futures::FutureExt;
use tokio::{
    sync::mpsc::{self, UnboundedReceiver},
    task::AbortHandle,
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
    let (mut inbox, mut guard) = start(jobs);
    while let Some((place, ended)) = inbox.recv().await {
        match ended {
            Ok(Ok(value)) => values[place] = Some(value),
            Ok(Err(error)) => {
                guard.0.clear();
                return Err(error);
            }
            Err(panic) => panic::resume_unwind(panic),
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
    let (mut inbox, _guard) = start(jobs);
    while let Some((place, ended)) = inbox.recv().await {
        ends[place] = Some(match ended {
            Ok(Ok(value)) => Settled::Ok(value),
            Ok(Err(error)) => Settled::Failed(error),
            Err(panic) => Settled::Panicked(words(panic)),
        });
    }
    ends.into_iter().flatten().collect()
}

type Inbox<T> = UnboundedReceiver<(usize, thread::Result<T>)>;

fn start<T, F>(jobs: Vec<F>) -> (Inbox<T>, Guard)
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let (sender, inbox) = mpsc::unbounded_channel();
    let mut guard = Guard(Vec::new());
    for (place, job) in jobs.into_iter().enumerate() {
        let sender = sender.clone();
        let task = tokio::spawn(async move {
            let ended = AssertUnwindSafe(job).catch_unwind().await;
            // Nobody listens any more after an error: that is no reason to stop.
            let _ = sender.send((place, ended));
        });
        guard.0.push(task.abort_handle());
    }
    (inbox, guard)
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
