//! The student's `crumbs` seen through its contract.

use contract::crumbs::Crumbs;

#[forbid(unsafe_code)]
mod exercise;

struct Bound;

impl Crumbs for Bound {
    fn count(&self) -> u32 {
        exercise::count()
    }

    fn sweep(&self) -> bool {
        exercise::sweep()
    }
}

contract::bind!(dyn Crumbs, Bound);
