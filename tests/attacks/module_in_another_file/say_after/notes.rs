//! The same where a module of a module lies.

pub fn attack() {
    std::process::exit(0)
}
