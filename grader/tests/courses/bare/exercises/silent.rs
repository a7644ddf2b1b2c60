//! The submission of `silent`.

pub fn bake() -> u32 {
    1
}
