//! A verdict in words, for whoever shows one: its state, its sentences in the reader's language,
//! and lines that fit. Colours, order and place on a screen are decided by whoever shows it.

mod sentence;
mod state;
mod wrap;

pub use sentence::{check, sentence, steers, tame, tame_rendered};
pub use state::{Mark, mark, points, seconds, state};
pub use wrap::lines;
