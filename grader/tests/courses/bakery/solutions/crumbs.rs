//! The reference.

pub fn count() -> u32 {
    7
}

pub fn sweep() -> bool {
    true
}
