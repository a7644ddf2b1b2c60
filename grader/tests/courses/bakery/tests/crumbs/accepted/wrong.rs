//! accepted: it is not; a check fails.

pub fn count() -> u32 {
    8
}

pub fn sweep() -> bool {
    true
}
