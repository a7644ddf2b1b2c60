//! The submission of `forges`.

pub fn bake() -> u32 {
    1
}
