//! M2: no check has that name.
//! fails: weighed
//! tells: none-left
//! also: counted

pub fn count() -> u32 {
    0
}

pub fn sweep() -> bool {
    true
}
