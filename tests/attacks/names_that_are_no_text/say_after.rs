//! Right, among strange names.

mod honest {
@SOLUTION say_after@
}

pub use honest::*;
