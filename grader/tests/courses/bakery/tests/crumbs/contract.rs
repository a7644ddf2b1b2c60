//! What `crumbs` promises.

pub trait Crumbs {
    fn count(&self) -> u32;
    fn sweep(&self) -> bool;
}
