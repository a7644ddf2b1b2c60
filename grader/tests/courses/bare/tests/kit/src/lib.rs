//! Stands in for the crate of this name.
