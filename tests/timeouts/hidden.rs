//! The checks of `timeouts` that students never see.

mod deadlines;
mod jobs;
mod tasks;

use contract::timeouts::Timeouts;

use crate::host::check::{Told, checks, mistake};
use deadlines::{
    budget_shared, remaining_saturates, reschedule_earlier, reschedule_later, run_after_expiry,
};
use jobs::{
    elapsed_at_deadline_job_cancelled, in_time, inner_error_is_not_timeout, nested_inner_first,
    nested_outer_first, none_waits_for_ever, tie_result_wins, very_long, zero_pending, zero_ready,
};
use tasks::{
    drop_aborts_task, returns_after_cleanup, task_aborted_elsewhere, task_aborted_on_timeout,
    task_panic, task_value, value_despite_abort,
};

checks! { dyn Timeouts:
    paused in_time,
    paused none_waits_for_ever,
    compared elapsed_at_deadline_job_cancelled,
    paused tie_result_wins,
    paused zero_ready,
    paused zero_pending,
    paused inner_error_is_not_timeout,
    paused very_long,
    compared nested_outer_first,
    compared nested_inner_first,
    compared task_aborted_on_timeout,
    paused returns_after_cleanup,
    compared drop_aborts_task,
    paused task_panic,
    paused task_aborted_elsewhere,
    paused task_value,
    paused value_despite_abort,
    compared budget_shared,
    paused remaining_saturates,
    compared reschedule_later,
    compared reschedule_earlier,
    paused run_after_expiry,
}

/// So often a race is run of which a wrong solution wins some by chance.
const RUNS: u32 = 64;

/// Misconception: the timer is asked before the job, always or by the toss of a coin.
fn result_wins(call: &str, lost: u32) -> Told {
    match lost {
        0 => Ok(()),
        lost => Err(mistake("tie-lost").with("call", call).with("lost", lost).with("runs", RUNS)),
    }
}

/// Misconception: where no time is left the job is not even asked. By the toss of a coin it is
/// sometimes asked: that is the other one.
fn asked_once(call: &str, lost: u32) -> Told {
    match lost {
        RUNS => Err(mistake("zero-not-polled").with("call", call)),
        lost => result_wins(call, lost),
    }
}
