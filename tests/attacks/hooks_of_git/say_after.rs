//! Right, in a folder full of traps.

mod honest {
@SOLUTION say_after@
}

pub use honest::*;
