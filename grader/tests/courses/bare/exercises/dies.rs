//! The submission of `dies`.

pub fn bake() -> u32 {
    1
}
