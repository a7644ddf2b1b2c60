//! A named mistake of the exercise.

pub async fn bake<F: Future<Output = u32> + Send + 'static>(loaves: Vec<F>) -> Vec<u32> {
    let mut baked = Vec::new();
    for loaf in loaves {
        baked.push(loaf.await);
    }
    baked
}

pub fn label(name: &str) -> String {
    format!("{name} bread")
}
