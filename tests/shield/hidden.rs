//! The checks of `shield` that students never see, by theme; here is their table and what they
//! share.

mod ending;
mod forgetting;
mod patience;
mod scope;
mod survival;

use contract::{futures::FutureExt, shield::Shielding};
use std::{
    any::Any,
    panic::{self, AssertUnwindSafe},
};

use crate::host::check::{Mistake, checks, mistake};
use ending::{already_done, cancel_after_done, inner_cancel, panic_passes, value_passes};
use forgetting::{drain_frees, scope_forgets_finished};
use patience::{patient_done, patient_gives_back, patient_zero};
use scope::{
    drain_after_panic, drain_counts, drain_empty, drain_given_up, drain_sees_late_work,
    drain_waits, scope_drop_stops_nothing,
};
use survival::{
    outer_cancel_reaches_waiter_only, starts_without_poll, survives_abort_of_waiter, survives_drop,
    survives_gather_cancel, survives_timeout,
};

checks! { dyn Shielding:
    paused value_passes,
    paused already_done,
    paused panic_passes,
    paused survives_drop,
    paused starts_without_poll,
    paused survives_timeout,
    paused survives_abort_of_waiter,
    compared survives_gather_cancel,
    paused inner_cancel,
    paused cancel_after_done,
    paused outer_cancel_reaches_waiter_only,
    paused patient_done,
    compared patient_gives_back,
    paused patient_zero,
    paused drain_waits,
    paused drain_counts,
    compared drain_after_panic,
    compared drain_sees_late_work,
    paused drain_empty,
    paused drain_given_up,
    paused scope_drop_stops_nothing,
    paused drain_frees,
    paused scope_forgets_finished,
}

/// Awaits what must not panic, whatever became of the work behind it.
async fn calm<F: Future>(what: &str, waiting: F) -> Result<F::Output, Mistake> {
    AssertUnwindSafe(waiting).catch_unwind().await.map_err(|payload| {
        let message = text_of(&*payload);
        if message.starts_with("not yet implemented") {
            panic::resume_unwind(payload);
        }
        mistake("waiter-panicked").with("what", what).with("message", message)
    })
}

fn text_of(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("…").to_owned()
}
