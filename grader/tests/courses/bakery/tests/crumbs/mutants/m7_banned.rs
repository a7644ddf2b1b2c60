//! M7: breaks a source rule of the exercise.
//! fails: counted
//! tells: none-left

pub fn count() -> u32 {
    std::fs::read("crumbs").map_or(0, |_| 0)
}

pub fn sweep() -> bool {
    true
}
