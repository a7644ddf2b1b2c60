//! Two checks without a timeline.

use contract::crumbs::Crumbs;

use crate::host::check::{Told, checks, mistake, same, unless};

checks! { dyn Crumbs:
    plain counted,
    plain swept,
}

fn counted(subject: &dyn Crumbs) -> Told {
    let count = subject.count();
    unless(count != 0, || mistake("none-left").with("count", count))?;
    same("count()", count, 7)
}

fn swept(subject: &dyn Crumbs) -> Told {
    same("sweep()", subject.sweep(), true)
}
