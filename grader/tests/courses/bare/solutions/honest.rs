//! The solution of `honest`.

pub fn bake() -> u32 {
    2
}
