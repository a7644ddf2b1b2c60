//! accepted: it is not; it does not even compile.

pub fn count() -> u32 {
    "seven"
}

pub fn sweep() -> bool {
    true
}
