//! Compiles, but a function takes something else than promised.

pub async fn bake<F: Future<Output = u32> + Send + 'static>(loaves: Vec<F>) -> Vec<u32> {
    futures::future::join_all(loaves).await
}

pub fn label(name: String, shelf: u32) -> String {
    format!("{name} bread {shelf}")
}
