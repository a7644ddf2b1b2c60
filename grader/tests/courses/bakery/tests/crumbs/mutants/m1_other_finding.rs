//! M1: another finding is told.
//! fails: counted
//! tells: none-left

pub fn count() -> u32 {
    8
}

pub fn sweep() -> bool {
    true
}
