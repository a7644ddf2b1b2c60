//! The submission of `unlisted`.

pub fn bake() -> u32 {
    1
}
