//! From facts to findings: what kept a module from running, what a check saw, and which of many
//! findings says most. No sentence is spoken here.

mod check;
mod obstacle;
mod order;
mod signature;

pub use check::result;
pub use obstacle::{
    broken, compiler_crashed, compiler_overran, endless, telling_warnings, unparsed, unreadable,
};
pub use order::best_first;
