//! M0: all is as the header says.
//! fails: counted
//! tells: none-left

pub fn count() -> u32 {
    0
}

pub fn sweep() -> bool {
    true
}
