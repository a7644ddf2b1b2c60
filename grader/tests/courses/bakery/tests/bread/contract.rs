//! What `bread` promises.

use futures::future::BoxFuture;

pub type Loaf = BoxFuture<'static, u32>;

pub trait Bread {
    fn bake(&self, loaves: Vec<Loaf>) -> BoxFuture<'static, Vec<u32>>;
    fn label(&self, name: &str) -> String;
}
