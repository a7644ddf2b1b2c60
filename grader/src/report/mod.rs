//! Reports: each hears the events of one run and writes them in its own way.

mod json;
mod text;

use std::io;

use crate::model::Event;
pub use json::{Document, Lines};
pub use text::{Bar, Screen, Text, explain};

/// Hears the events of a run, in their order.
pub trait Report {
    fn hear(&mut self, event: &Event) -> io::Result<()>;
}
