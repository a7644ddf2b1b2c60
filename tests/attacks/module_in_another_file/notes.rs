//! What the source rules would not see.

pub fn attack() {
    std::process::exit(0)
}
