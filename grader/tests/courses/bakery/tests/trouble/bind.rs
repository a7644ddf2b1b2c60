//! The student's `trouble` seen through its contract.

use contract::trouble::Trouble;
use futures::future::BoxFuture;

#[forbid(unsafe_code)]
mod exercise;

struct Bound;

impl Trouble for Bound {
    fn act(&self, how: &'static str) -> BoxFuture<'static, u32> {
        Box::pin(exercise::act(how))
    }

    fn act_now(&self, how: &'static str) -> u32 {
        exercise::act_now(how)
    }
}

contract::bind!(dyn Trouble, Bound);
