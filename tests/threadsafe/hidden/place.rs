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
    kit::Gate,
    threadsafe::{BridgeError, ConcurrentFuture, LoopHandle, Threadsafe},
    tokio::{
        runtime,
        sync::oneshot,
        task, time,
    },
};

use super::super::public::{Progress, Scene, another_thread, answer, lock, pass, story};
use super::{loop_thread, park};
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
