//! What authors of exercises need: the matrix that proves an exercise.

pub mod load;
pub mod matrix;
mod mutant;
