//! Where and when coroutines and callbacks run: one thread, one loop, all of them together.

use std::{
    cell::Cell,
    collections::BTreeSet,
    io, panic,
    sync::{Arc, Mutex, mpsc},
    thread::{self, ThreadId},
    time::Duration,
};

use contract::{
    kit::{Gate, guard},
    threadsafe::{BridgeError, ConcurrentFuture, LoopHandle, Threadsafe},
    tokio::{
        runtime::{self, RuntimeFlavor, RuntimeMetrics},
        sync::oneshot,
        task, time,
    },
};

use super::super::public::{Progress, Scene, another_thread, answer, lock, pass, story};
use super::{loop_thread, park, wait_in_turn};
use crate::host::check::{Mistake, Told, mistake, same, unless};

thread_local! {
    static VISITS: Cell<u32> = const { Cell::new(0) };
}

/// Counts the visits to this thread.
fn visit() -> u32 {
    VISITS.with(|visits| {
        visits.set(visits.get() + 1);
        visits.get()
    })
}

pub fn runs_on_loop_thread(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        let mut places = Vec::new();
        for _ in 0..3 {
            places.extend(loop_thread(scene));
            places.extend(callback_thread(scene));
        }
        let here = thread::current().id();
        unless(!places.contains(&here), || another_thread(here, here))?;
        let count = places.len();
        places.sort_by_key(|place| format!("{place:?}"));
        places.dedup();
        unless(places.len() < 2, || {
            mistake("loop-per-call").with("calls", count).with("threads", places.len())
        })?;
        same("calls that were made", count, 6)
    })
}

/// The thread in which a callback of this loop runs.
fn callback_thread(scene: &Scene) -> Option<ThreadId> {
    let (tell, told) = mpsc::channel();
    let tell = move || {
        let _ = tell.send(thread::current().id());
    };
    scene.stuck_means(mistake("callback-not-called"));
    scene.handle().call_soon_threadsafe(Box::new(tell)).ok()?;
    told.recv().ok()
}

pub fn shared_loop_state(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        let mut visits = Vec::new();
        for _ in 0..3 {
            scene.calls("run_coroutine_threadsafe(visit(), &handle).result(None)");
            visits.push(scene.run(async { visit() }).result(None));
        }
        let alone = visits.iter().filter(|visit| **visit == Ok(1)).count();
        unless(alone < 2, || mistake("loop-per-call").with("calls", 3).with("threads", alone))?;
        same("a counter of the loop's thread", visits, vec![Ok(1), Ok(2), Ok(3)])
    })
}

pub fn concurrent_coroutines(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        let (feed, food) = oneshot::channel();
        scene.calls("run_coroutine_threadsafe(receive(), &handle)");
        let mut first = scene.run(async move { food.await.unwrap_or(0) });
        scene.calls("run_coroutine_threadsafe(send(5), &handle)");
        let mut second = scene.run(async move { u32::from(feed.send(5).is_ok()) });
        scene.calls("second.result(None)");
        same("second.result(None)", second.result(None), Ok(1))?;
        scene.calls("first.result(None)");
        same("first.result(None)", first.result(None), Ok(5))
    })
}

pub fn loop_not_blocked_by_result(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        let parked = [park(scene, 1), park(scene, 2)];
        let gates = parked.each_ref().map(|coroutine| coroutine.gate.clone());
        let waiting = parked.map(|mut coroutine| {
            let ready = Gate::new();
            let go = ready.clone();
            let thread = thread::spawn(move || {
                go.open();
                coroutine.future.result(None)
            });
            pass(&ready);
            thread
        });
        // By now both are most likely inside `result`; nothing depends on it.
        let _ = Gate::new().wait_ticks(1);
        scene.calls("run_coroutine_threadsafe(third(), &handle).result(None)");
        same("third.result(None)", scene.run(async { 3 }).result(None), Ok(3))?;
        for gate in gates {
            gate.open();
        }
        scene.calls("result(None) in two other threads");
        let values = waiting.map(answer);
        same("result(None) in two other threads", values, [Ok(1), Ok(2)])
    })
}

/// So many ticks of silence.
const SILENCE: u32 = 10;
/// So many are enough where time is virtual.
const SHORT: u32 = 2;
/// The length of one tick, when nothing delays it.
const TICK: Duration = Duration::from_millis(10);
/// So often may an idle loop wake up in that silence. A right one does not at all.
const WAKES: u64 = 4;

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
    for _ in 0..5 {
        if metrics.worker_park_unpark_count(0) % 2 == 1 {
            return true;
        }
        let _ = tick.wait_ticks(1);
    }
    false
}

/// How often a runtime wakes up does not depend on the speed of the machine. Where the clock of the
/// loop can be stopped, its silence is virtual: a timer that it sleeps on rings at once, and a loop
/// that sleeps on none sleeps all the same.
fn sleeps_on(scene: &Scene, metrics: &RuntimeMetrics) -> Told {
    let stopped = stop_clock(scene).filter(|_| falls_asleep(metrics));
    let before = metrics.worker_park_unpark_count(0);
    wait_in_turn(&Gate::new(), if stopped.is_some() { SHORT } else { SILENCE });
    let wakes = metrics.worker_park_unpark_count(0).saturating_sub(before) / 2;
    let virtual_silence = stopped.and_then(|since| start_clock(scene, since));
    unless(wakes <= WAKES, || {
        let silence = virtual_silence.unwrap_or(TICK * SILENCE);
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

pub fn drivers_enabled(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        scene.calls("run_coroutine_threadsafe(tokio::time::sleep(1 ms), &handle).result(None)");
        let slept = scene.run(async {
            time::sleep(Duration::from_millis(1)).await;
            1
        });
        driven(slept)?;
        scene.calls("run_coroutine_threadsafe(open a pipe or a port, &handle).result(None)");
        driven(scene.run(async {
            let _ = input_output().await;
            1
        }))
    })
}

fn driven(mut future: Box<dyn ConcurrentFuture>) -> Told {
    match future.result(None) {
        Err(BridgeError::Panicked(text)) if text.contains("disabled") => {
            Err(mistake("drivers-off").with("panic", text))
        }
        seen => same("result(None)", seen, Ok(1)),
    }
}

/// Something that asks for the I/O driver. A sandbox may refuse it: only a panic says anything.
#[cfg(unix)]
async fn input_output() -> io::Result<()> {
    contract::tokio::net::unix::pipe::pipe().map(drop)
}

#[cfg(not(unix))]
async fn input_output() -> io::Result<()> {
    contract::tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.map(drop)
}

pub fn callback_fifo(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        let (all, seen) = (Gate::new(), Arc::new(Mutex::new(Vec::new())));
        let handle = scene.handle();
        for number in 1..=100 {
            let (all, seen) = (all.clone(), Arc::clone(&seen));
            let callback = move || {
                let mut seen = lock(&seen);
                seen.push(number);
                if seen.len() == 100 {
                    all.open();
                }
            };
            let accepted = handle.call_soon_threadsafe(Box::new(callback));
            same("call_soon_threadsafe(f)", accepted, Ok(()))?;
        }
        scene.stuck_means(mistake("callback-not-called"));
        pass(&all);
        let seen = lock(&seen);
        match seen.iter().zip(1..).find(|(seen, place)| *seen != place) {
            None => Ok(()),
            Some((seen, place)) => {
                Err(mistake("callbacks-out-of-order").with("place", place).with("number", *seen))
            }
        }
    })
}

pub fn callback_panic(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        callback_thread(scene);
        let died = || mistake("loop-died").with("of", "callback");
        let (handle, called) = (scene.handle(), Gate::new());
        let accepted = handle.call_soon_threadsafe(Box::new(|| panic!("no sugar")));
        same("call_soon_threadsafe(panic)", accepted, Ok(()))?;
        scene.stuck_means(died());
        let call = called.clone();
        let accepted = handle.call_soon_threadsafe(Box::new(move || call.open()));
        unless(accepted.is_ok(), died)?;
        pass(&called);
        let value = scene.run(async { 6 }).result(None);
        unless(value != Err(BridgeError::LoopClosed), died)?;
        same("result(None) after a callback that panicked", value, Ok(6))
    })
}

pub fn call_from_another_runtime(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        let home = loop_thread(scene);
        let (handle, (tell, told)) = (scene.handle(), mpsc::channel());
        let foreign = runtime::Builder::new_current_thread()
            .build()
            .expect("a runtime needs nothing but memory and a few descriptors");
        scene.calls("result(None) in spawn_blocking of another runtime");
        let call = move || {
            let mut future = handle.run_coroutine_threadsafe(Box::pin(async move {
                let _ = tell.send(thread::current().id());
                8
            }));
            future.result(None)
        };
        let seen = foreign.block_on(async { task::spawn_blocking(call).await });
        let seen = seen.map_err(|error| error.to_string());
        same("result(None) in spawn_blocking of another runtime", seen, Ok(Ok(8)))?;
        match told.try_recv() {
            Ok(place) if Some(place) != home => Err(another_thread(place, thread::current().id())),
            _ => Ok(()),
        }
    })
}

pub fn eight_threads_1000(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        scene.calls("8 threads: run_coroutine_threadsafe(visit(), &handle), 1000 times each");
        let threads: Vec<_> = (0..8)
            .map(|_| (scene.handle(), scene.progress.clone()))
            .map(|(handle, progress)| thread::spawn(move || thousand(&*handle, &progress)))
            .collect();
        let mut visits = BTreeSet::new();
        for thread in threads {
            visits.extend(answer(thread)?);
        }
        same("different visits of 8 × 1000 coroutines to the loop's thread", visits.len(), 8000)
    })
}

/// Submits a thousand coroutines, a hundred at a time, and gives the numbers of their visits.
fn thousand(handle: &dyn LoopHandle, progress: &Progress) -> Result<BTreeSet<u32>, Mistake> {
    let mut visits = BTreeSet::new();
    for batch in 1..=10 {
        let futures: Vec<_> = (0..100)
            .map(|_| handle.run_coroutine_threadsafe(Box::pin(async { visit() })))
            .collect();
        let seen: Vec<_> =
            futures.into_iter().rev().map(|mut future| future.result(None)).collect();
        let alone = seen.iter().filter(|visit| **visit == Ok(1)).count();
        unless(alone < 2, || mistake("loop-per-call").with("calls", 100).with("threads", alone))?;
        visits.extend(seen.into_iter().flatten());
        same("visits of one thread's coroutines", visits.len(), batch * 100)?;
        progress.step();
    }
    Ok(visits)
}
