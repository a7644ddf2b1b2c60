//! The student's `gather` seen through its contract. Boxing the futures as `Send` is also the
//! proof that they are.

use contract::gather::{Gather, Job, Settled};
use futures::future::BoxFuture;

#[forbid(unsafe_code)]
mod exercise;

struct Bound;

impl Gather for Bound {
    fn gather(&self, jobs: Vec<Job>) -> BoxFuture<'static, Result<Vec<u32>, String>> {
        Box::pin(exercise::gather::<u32, String, Job>(jobs))
    }

    fn gather_settled(&self, jobs: Vec<Job>) -> BoxFuture<'static, Vec<Settled>> {
        let all = exercise::gather_settled::<u32, String, Job>(jobs);
        Box::pin(async move { all.await.into_iter().map(settled).collect() })
    }
}

fn settled(end: exercise::Settled<u32, String>) -> Settled {
    match end {
        exercise::Settled::Ok(value) => Settled::Ok(value),
        exercise::Settled::Failed(error) => Settled::Failed(error),
        exercise::Settled::Panicked(message) => Settled::Panicked(message),
    }
}

contract::bind!(dyn Gather, Bound);
