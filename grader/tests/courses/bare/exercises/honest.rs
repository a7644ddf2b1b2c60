//! The submission of `honest`.

pub fn bake() -> u32 {
    1
}
