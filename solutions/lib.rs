//! The reference solutions, one module each. Read one after you passed its exercise.

pub mod gather;
