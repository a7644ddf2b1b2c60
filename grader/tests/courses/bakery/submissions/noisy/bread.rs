//! Prints what a terminal would obey, in letters of several widths, and gives the wrong order.

pub async fn bake<F: Future<Output = u32> + Send + 'static>(loaves: Vec<F>) -> Vec<u32> {
    println!("\u{1b}[2J\u{1b}[31mхлеб 🍞 готов\u{7}");
    eprintln!("тесто\r面包");
    let mut baked = futures::future::join_all(loaves).await;
    baked.reverse();
    baked
}

pub fn label(name: &str) -> String {
    format!("{name} bread")
}
