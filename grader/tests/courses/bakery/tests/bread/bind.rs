//! The student's `bread` seen through its contract.

use contract::bread::{Bread, Loaf};
use futures::future::BoxFuture;

#[forbid(unsafe_code)]
mod exercise;

struct Bound;

impl Bread for Bound {
    fn bake(&self, loaves: Vec<Loaf>) -> BoxFuture<'static, Vec<u32>> {
        Box::pin(exercise::bake(loaves))
    }

    fn label(&self, name: &str) -> String {
        exercise::label(name)
    }
}

contract::bind!(dyn Bread, Bound);
