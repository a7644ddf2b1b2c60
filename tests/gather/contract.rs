//! What `gather` promises, as the checks see it.

use futures::future::BoxFuture;

/// A job of the checks: it gives a number or fails with a word.
pub type Job = BoxFuture<'static, Result<u32, String>>;

/// How one job of `gather_settled` ended, in the grader's own type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Settled {
    Ok(u32),
    Failed(String),
    Panicked(String),
}

/// The submission.
pub trait Gather {
    fn gather(&self, jobs: Vec<Job>) -> BoxFuture<'static, Result<Vec<u32>, String>>;
    fn gather_settled(&self, jobs: Vec<Job>) -> BoxFuture<'static, Vec<Settled>>;
}
