//! accepted: a task for every loaf.

pub async fn bake<F: Future<Output = u32> + Send + 'static>(loaves: Vec<F>) -> Vec<u32> {
    let tasks: Vec<_> = loaves.into_iter().map(tokio::spawn).collect();
    let mut baked = Vec::new();
    for task in tasks {
        baked.extend(task.await);
    }
    baked
}

pub fn label(name: &str) -> String {
    [name, "bread"].join(" ")
}
