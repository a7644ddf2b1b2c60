//! Sentences in the reader's language. Plural rules and placeholders are Fluent's; which
//! sentence is wanted is decided elsewhere.

mod bundle;
mod choice;

pub use bundle::{Args, Texts};
pub use choice::language;
