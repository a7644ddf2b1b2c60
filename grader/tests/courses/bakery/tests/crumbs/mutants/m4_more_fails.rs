//! M4: more fails than it says.
//! fails: counted
//! tells: none-left

pub fn count() -> u32 {
    0
}

pub fn sweep() -> bool {
    false
}
