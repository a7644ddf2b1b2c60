//! Each check asks for the misbehaviour that it is named after, and expects an honest 1.

use contract::{kit::Trace, trouble::Trouble};

use crate::host::check::{Told, checks, same};

macro_rules! ask {
    ($($name:ident),* $(,)?) => {
        $(async fn $name(subject: &dyn Trouble, _: &Trace) -> Told {
            same("act()", subject.act(stringify!($name)).await, 1)
        })*
    };
}

macro_rules! ask_now {
    ($($name:ident),* $(,)?) => {
        $(fn $name(subject: &dyn Trouble) -> Told {
            same("act_now()", subject.act_now(stringify!($name)), 1)
        })*
    };
}

ask! {
    honest, endless_loop, yields_for_ever, thread_sleep, never_woken, exits, forges, panic_hook,
    aborts, overflows_the_stack, swallowed_todo, one_timer_after_another, panics, starts_a_runtime,
}
ask_now! { honest_now, endless_loop_now, waits_now }

checks! { dyn Trouble:
    paused honest,
    paused endless_loop,
    paused yields_for_ever,
    paused thread_sleep,
    paused never_woken,
    paused exits,
    paused forges,
    paused panic_hook,
    paused aborts,
    paused overflows_the_stack,
    paused swallowed_todo,
    paused one_timer_after_another,
    paused panics,
    paused starts_a_runtime,
    plain honest_now,
    plain endless_loop_now,
    plain waits_now,
}
