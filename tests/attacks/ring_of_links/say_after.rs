//! Right, among links.

mod honest {
@SOLUTION say_after@
}

pub use honest::*;
