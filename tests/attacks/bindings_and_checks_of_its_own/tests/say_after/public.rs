//! Nothing to check.
