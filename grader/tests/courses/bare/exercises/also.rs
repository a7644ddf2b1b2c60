//! The submission of `also`.

pub fn bake() -> u32 {
    1
}
