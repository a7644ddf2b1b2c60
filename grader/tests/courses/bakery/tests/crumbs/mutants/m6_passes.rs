//! M6: is no mutant, it passes.
//! fails: counted
//! tells: none-left

pub fn count() -> u32 {
    7
}

pub fn sweep() -> bool {
    true
}
