//! The submission of `refuses`.

pub fn bake() -> u32 {
    1
}
