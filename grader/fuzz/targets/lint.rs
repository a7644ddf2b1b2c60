//! Fuzzes `lint`; what has to hold stands in `grader/tests/facts/foreign/hold.rs`.
#![no_main]

#[path = "../../tests/facts/foreign/hold.rs"]
#[allow(dead_code)]
mod hold;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| hold::lint(bytes));
