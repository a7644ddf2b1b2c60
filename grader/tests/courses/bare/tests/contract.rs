//! Promises nothing.

pub use {bytes, futures, kit, tokio};
