//! M1: one after the other.
//! fails: side_by_side
//! tells: in-turn

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
