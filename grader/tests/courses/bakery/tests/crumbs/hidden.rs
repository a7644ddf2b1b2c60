//! Nothing is hidden.

use contract::crumbs::Crumbs;

use crate::host::check::checks;

checks! { dyn Crumbs: }
