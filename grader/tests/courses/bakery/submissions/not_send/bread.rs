//! Compiles, but its future cannot change threads.

use std::{cell::RefCell, rc::Rc};

pub async fn bake<F: Future<Output = u32> + Send + 'static>(loaves: Vec<F>) -> Vec<u32> {
    let baked = Rc::new(RefCell::new(Vec::new()));
    for loaf in loaves {
        let value = loaf.await;
        baked.borrow_mut().push(value);
    }
    baked.take()
}

pub fn label(name: &str) -> String {
    format!("{name} bread")
}
