//! Panics in one of its two functions, with a message that a terminal would obey.

pub async fn bake<F: Future<Output = u32> + Send + 'static>(loaves: Vec<F>) -> Vec<u32> {
    futures::future::join_all(loaves).await
}

pub fn label(name: &str) -> String {
    panic!("no \u{1b}[31mlabel\u{1b}[0m for {name}")
}
