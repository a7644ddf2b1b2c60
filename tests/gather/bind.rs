//! The student's `gather` seen through its contract.

use contract::gather::{Gather, Job, Settled};
use futures::future::BoxFuture;

#[forbid(unsafe_code)]
mod exercise;

struct Bound;

// The promise is made for every `T`, `E` and `F` that is `Send`, and for nothing more of them; so
// it is called here with types of which nothing else is known. A box holds a `Send` future or none.
impl Gather for Bound {
    fn gather(&self, jobs: Vec<Job>) -> BoxFuture<'static, Result<Vec<u32>, String>> {
        fn call<T, E, F>(jobs: Vec<F>) -> BoxFuture<'static, Result<Vec<T>, E>>
        where
            F: Future<Output = Result<T, E>> + Send + 'static,
            T: Send + 'static,
            E: Send + 'static,
        {
            Box::pin(exercise::gather(jobs))
        }
        call(jobs)
    }

    fn gather_settled(&self, jobs: Vec<Job>) -> BoxFuture<'static, Vec<Settled>> {
        fn call<T, E, F>(jobs: Vec<F>) -> BoxFuture<'static, Vec<exercise::Settled<T, E>>>
        where
            F: Future<Output = Result<T, E>> + Send + 'static,
            T: Send + 'static,
            E: Send + 'static,
        {
            Box::pin(exercise::gather_settled(jobs))
        }
        let ends = call(jobs);
        Box::pin(async move { ends.await.into_iter().map(settled).collect() })
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
