//! What `trouble` promises: an honest 1, however it is asked to behave.

use futures::future::BoxFuture;

pub trait Trouble {
    fn act(&self, how: &'static str) -> BoxFuture<'static, u32>;
    fn act_now(&self, how: &'static str) -> u32;
}
