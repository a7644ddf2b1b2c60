//! The reference.

pub async fn bake<F: Future<Output = u32> + Send + 'static>(loaves: Vec<F>) -> Vec<u32> {
    futures::future::join_all(loaves).await
}

pub fn label(name: &str) -> String {
    format!("{name} bread")
}
