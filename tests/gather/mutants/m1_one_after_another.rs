//! M1: awaits the jobs one after another.
//! fails: concurrent_not_sequential
//! tells: sequential
//! also: three_at_once, order_of_arguments, first_error_at_once, siblings_survive_error
//! also: earliest_not_first_listed, drop_cancels_children, settled_drop_cancels_children
//! also: settled_collects_all, settled_panic_is_value, many_1000, cpu_friendly_sibling

use std::{any::Any, panic::AssertUnwindSafe};

use futures::FutureExt;

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
    let mut values = Vec::new();
    for job in jobs {
        values.push(job.await?);
    }
    Ok(values)
}

pub async fn gather_settled<T, E, F>(jobs: Vec<F>) -> Vec<Settled<T, E>>
where
    F: Future<Output = Result<T, E>> + Send + 'static,
    T: Send + 'static,
    E: Send + 'static,
{
    let mut ends = Vec::new();
    for job in jobs {
        ends.push(match AssertUnwindSafe(job).catch_unwind().await {
            Ok(Ok(value)) => Settled::Ok(value),
            Ok(Err(error)) => Settled::Failed(error),
            Err(panic) => Settled::Panicked(words(panic)),
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
