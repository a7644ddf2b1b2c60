//! The submission of `garbles`.

pub fn bake() -> u32 {
    1
}
