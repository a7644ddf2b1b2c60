//! Not the real one.
