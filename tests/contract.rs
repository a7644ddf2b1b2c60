//! What every exercise promises: one contract each, the only thing a submission is compiled
//! against and the only thing a check calls. No check lives here.
//!
//! Built as a shared library it also carries tokio, futures, bytes and the kit, so that a
//! submission and the host meet the same runtime.

pub use {bytes, futures, kit, tokio};

pub mod bind;
pub mod warm;

#[path = "say_after/contract.rs"]
pub mod say_after;

#[path = "gather/contract.rs"]
pub mod gather;

#[path = "timeouts/contract.rs"]
pub mod timeouts;

#[path = "shield/contract.rs"]
pub mod shield;

#[path = "threadsafe/contract.rs"]
pub mod threadsafe;

#[path = "upload/contract.rs"]
pub mod upload;

/// The libraries' generic code for types that a contract has of its own; see `warm.rs`.
pub fn instances() -> Vec<warm::Job<()>> {
    vec![Box::pin(warm::of::<shield::Receipt>(warm::job))]
}
