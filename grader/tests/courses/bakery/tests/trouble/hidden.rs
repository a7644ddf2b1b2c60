//! Nothing is hidden.

use contract::trouble::Trouble;

use crate::host::check::checks;

checks! { dyn Trouble: }
