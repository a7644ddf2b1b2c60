//! Two checks in virtual time; neither has a stored timeline.

use contract::{bread::Bread, kit::Trace};

use super::public::loaf;
use crate::host::check::{Told, checks, same};

checks! { dyn Bread:
    paused in_order,
    paused nothing_to_bake,
}

async fn in_order(subject: &dyn Bread, trace: &Trace) -> Told {
    let values = subject.bake(vec![loaf(trace, "rye", 20, 1), loaf(trace, "oat", 10, 2)]).await;
    same("bake([rye, oat])", values, vec![1, 2])
}

async fn nothing_to_bake(subject: &dyn Bread, _: &Trace) -> Told {
    same("bake([])", subject.bake(vec![]).await, vec![])
}
