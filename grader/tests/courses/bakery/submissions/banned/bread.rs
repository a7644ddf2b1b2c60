//! Breaks source rules: stops the clock, reads a file at compile time, leaves its module.

use tokio::time;

static mut OVEN: u32 = 0;

pub async fn bake<F: Future<Output = u32> + Send + 'static>(loaves: Vec<F>) -> Vec<u32> {
    time::pause();
    futures::future::join_all(loaves).await
}

pub fn label(name: &str) -> String {
    let bind = include_str!("bind.rs");
    format!("{name} bread {bind}")
}
