//! A loop that has nothing to do sleeps: neither polls nor spins.

use std::{
    panic,
    sync::mpsc,
    thread::{self, ThreadId},
    time::Duration,
};

use contract::{
    kit::{Gate, guard},
    threadsafe::Threadsafe,
    tokio::{
        runtime::{self, RuntimeFlavor, RuntimeMetrics},
        time,
    },
};

use super::super::public::{Scene, story};
use super::wait_in_turn;
use crate::host::check::{Told, mistake, same, unless};

/// So many ticks of silence.
const SILENCE: u32 = 10;
/// So many are enough where time is virtual.
const SHORT: u32 = 2;
/// The length of one tick, when nothing delays it.
const TICK: Duration = Duration::from_millis(10);
/// So often may an idle loop wake up in that silence. A right one does not at all.
const WAKES: u64 = 4;

/// A loop that sleeps for so long at a time is not looking around.
const SELDOM: Duration = Duration::from_secs(1);

/// So much CPU time the check takes to compare a loop's with.
const WORK: Duration = Duration::from_millis(40);

/// A loop that has nothing to do sleeps until it is called.
pub fn idle_loop_wakes(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        match metrics(scene).filter(falls_asleep) {
            Some(metrics) => sleeps_on(scene, &metrics)?,
            None => {
                waits_seldom(scene)?;
                uses_no_cpu()?;
            }
        }
        scene.stuck_means(mistake("idle-not-woken"));
        same("result(None) after a silence", scene.run(async { 4 }).result(None), Ok(4))
    })
}

/// Going to sleep counts and waking up counts, so the number is odd while a runtime sleeps. It is
/// read from outside, without waking anybody.
fn falls_asleep(metrics: &RuntimeMetrics) -> bool {
    let tick = Gate::new();
    for _ in 0..SILENCE {
        if metrics.worker_park_unpark_count(0) % 2 == 1 {
            return true;
        }
        wait_in_turn(&tick, 1);
    }
    false
}

/// How often a runtime wakes up does not depend on the speed of the machine. Where the clock of the
/// loop can be stopped, its silence is virtual: a timer that it sleeps on rings at once, and a loop
/// that sleeps on none sleeps all the same.
fn sleeps_on(scene: &Scene, metrics: &RuntimeMetrics) -> Told {
    let stopped = stop_clock(scene);
    let before = metrics.worker_park_unpark_count(0);
    wait_in_turn(&Gate::new(), if stopped.is_some() { SHORT } else { SILENCE });
    let wakes = metrics.worker_park_unpark_count(0).saturating_sub(before) / 2;
    let virtual_silence = stopped.and_then(|since| start_clock(scene, since));
    let silence = virtual_silence.unwrap_or(TICK * SILENCE);
    let asleep = silence >= SELDOM.saturating_mul(u32::try_from(wakes).unwrap_or(u32::MAX));
    unless(wakes <= WAKES || asleep, || {
        mistake("polls-when-idle").with("wakes", wakes).with("silence", silence)
    })
}

/// Stops the clock of the loop, if it is one that can be stopped; tells when.
fn stop_clock(scene: &Scene) -> Option<time::Instant> {
    on_the_loop(scene, "stop_the_clock()", || {
        let alone = runtime::Handle::current().runtime_flavor() == RuntimeFlavor::CurrentThread;
        let stopped = alone && panic::catch_unwind(time::pause).is_ok();
        stopped.then(time::Instant::now)
    })
}

/// Lets the clock go on; tells how much of its time has passed.
fn start_clock(scene: &Scene, since: time::Instant) -> Option<Duration> {
    on_the_loop(scene, "start_the_clock()", move || {
        let passed = since.elapsed();
        time::resume();
        Some(passed)
    })
}

/// What the loop gives for a question asked in a coroutine.
fn on_the_loop<T: Send + 'static>(
    scene: &Scene,
    name: &str,
    ask: impl FnOnce() -> Option<T> + Send + 'static,
) -> Option<T> {
    let (tell, told) = mpsc::channel();
    scene.calls(&format!("run_coroutine_threadsafe({name}, &handle).result(None)"));
    let mut future = scene.run(async move {
        let _ = tell.send(ask());
        0
    });
    let _ = future.result(None);
    told.try_recv().ok().flatten()
}

/// For a loop that does not sleep in its runtime: it has to be waiting somewhere, once, and not
/// again and again. Of several silences a single quiet one is enough, because a thread also waits
/// for memory that a machine in trouble has put aside.
fn waits_seldom(scene: &Scene) -> Told {
    let mut wakes = 0;
    for _ in 0..3 {
        let before = waits(scene);
        let _ = Gate::new().wait_ticks(2 * SILENCE);
        wakes = match before.zip(waits(scene)) {
            Some(((place, before), (again, after))) if place == again => {
                after.saturating_sub(before)
            }
            // No loop of its own, which other checks tell, or a platform that does not count.
            _ => return Ok(()),
        };
        if wakes <= 2 * WAKES {
            return Ok(());
        }
    }
    Err(mistake("polls-when-idle").with("wakes", wakes).with("silence", TICK * 2 * SILENCE))
}

/// The loop's thread, and how often it has waited for something so far.
fn waits(scene: &Scene) -> Option<(ThreadId, u64)> {
    let count = || guard::waits().map(|waits| (thread::current().id(), waits));
    on_the_loop(scene, "count()", count).filter(|(place, _)| *place != thread::current().id())
}

/// For a loop that does not sleep in its runtime, but may do so elsewhere. This thread computes
/// for a while; a loop that computes too gets about as much of the machine, however busy it is,
/// and one that sleeps gets nothing.
fn uses_no_cpu() -> Told {
    let now = || guard::cpu_time().zip(guard::own_cpu_time());
    let Some((all, own)) = now() else { return Ok(()) };
    let mut used = (Duration::ZERO, Duration::ZERO);
    while used.1 < WORK {
        let Some((all_now, own_now)) = now() else { return Ok(()) };
        used = (all_now.saturating_sub(all), own_now.saturating_sub(own));
    }
    let others = used.0.saturating_sub(used.1);
    unless(others < WORK / 4, || {
        mistake("spins-when-idle").with("cpu", others).with("own", used.1)
    })
}

/// The metrics of the runtime around the coroutines, if it is the loop: if what it runs, it runs in
/// the thread of the coroutines.
fn metrics(scene: &Scene) -> Option<RuntimeMetrics> {
    let (tell, told) = mpsc::channel();
    scene.calls("run_coroutine_threadsafe(count(), &handle).result(None)");
    let mut future = scene.run(async move {
        let place = async { thread::current().id() };
        if let Ok(runtime) = runtime::Handle::try_current()
            && runtime.spawn(place).await.ok() == Some(thread::current().id())
        {
            let _ = tell.send(runtime.metrics());
        }
        0
    });
    let _ = future.result(None);
    told.try_recv().ok()
}
