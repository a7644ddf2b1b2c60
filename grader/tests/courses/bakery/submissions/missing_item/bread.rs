//! Compiles, but a promised function is not there.

pub async fn bake<F: Future<Output = u32> + Send + 'static>(loaves: Vec<F>) -> Vec<u32> {
    futures::future::join_all(loaves).await
}
