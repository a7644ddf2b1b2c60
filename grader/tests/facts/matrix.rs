//! The matrix of every exercise: its reference and alternatives pass, its mutants are caught and
//! named, its stub scores nothing.

use super::support::{grader, said};

/// A test for each exercise, so that the one that fails is named.
macro_rules! exercises {
    ($($name:ident),* $(,)?) => {
        /// Held against the catalogue by `tidy`.
        pub const PROVED: &[&str] = &[$(stringify!($name)),*];

        mod every_cell_is_as_expected {
            $(#[test]
            fn $name() {
                super::prove(stringify!($name));
            })*
        }
    };
}

exercises! {
    say_after,
    gather,
    timeouts,
    shield,
    threadsafe,
    upload,
}

fn prove(exercise: &str) {
    let said = said(&mut grader(&["verify", exercise]));
    assert_eq!(said.code, 0, "{}{}", said.out, said.err);
}
