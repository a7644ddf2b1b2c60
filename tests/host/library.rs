//! Loading a compiled submission. This is where the host trusts the grader: the library was
//! compiled by it, against the same contract, from a module that may not use `unsafe`.
#![allow(unsafe_code, reason = "a library is loaded by hand, there is no other way")]

use contract::bind::SYMBOL;
use libloading::Library;

/// Loads the library.
pub fn open(path: &str) -> Result<Library, String> {
    // SAFETY: its initialisers are Rust's own; the module is compiled under
    // `forbid(unsafe_code)` and cannot add any.
    unsafe { Library::new(path) }.map_err(|why| format!("{path}: {why}"))
}

/// The submission behind its contract.
pub fn subject<C: ?Sized>(library: &Library) -> Result<Box<C>, String> {
    // SAFETY: the grader bound this library to the exercise whose contract is `C`.
    let make = unsafe { library.get::<fn() -> Box<C>>(SYMBOL.as_bytes()) };
    Ok(make.map_err(|why| why.to_string())?())
}
