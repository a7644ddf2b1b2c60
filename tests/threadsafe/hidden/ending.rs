//! The end of the loop: `stop`, the drop that does the same, and what comes after.

use std::thread;

use contract::{
    kit::Gate,
    threadsafe::{BridgeError, LoopThread, Threadsafe},
};

use super::super::public::{OpenAtEnd, Scene, answer, pass, story};
use super::{Fate, Parked, park, wait_in_turn};
use crate::host::check::{Told, mistake, same, unless};

/// So many ticks, and turns, a `stop` that does not wait has time to come back. One that does wait
/// cannot come back at all before the coroutine is gone: it is never blamed, whatever the machine
/// does.
const EARLY: u32 = 2;

pub fn stop_cancels_and_joins(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| ending(scene, "stop()", |thread| thread.stop()))
}

pub fn drop_is_stop(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| ending(scene, "drop(loop_thread)", drop))
}

/// Ends the loop while three coroutines are alive; one of them does not go until it is allowed to.
fn ending(scene: &mut Scene, call: &'static str, end: fn(Box<dyn LoopThread>)) -> Told {
    let mut awaited = park(scene, 1);
    let forgotten = park(scene, 2);
    let (news, release, returned) = (Gate::new(), Gate::new(), Gate::new());
    let held = hold(scene, &news, &release);
    let fates = [&awaited, &forgotten, &held].map(|coroutine| coroutine.fate.clone());
    let waiting = thread::spawn(move || awaited.future.result(None));
    scene.stuck_means(mistake("stop-waits").with("call", call));
    let loop_thread = scene.take_thread();
    let back = (OpenAtEnd(returned.clone()), OpenAtEnd(news.clone()));
    let stopping = thread::spawn(move || {
        let _back = back;
        loop_thread.map(end);
        fates.iter().filter(|fate| !fate.is_over()).count()
    });
    pass(&news);
    // Either the loop drops the coroutine that is held, or the call is back already.
    wait_in_turn(&returned, EARLY);
    release.open();
    let alive = answer(stopping);
    unless(alive == 0, || mistake("alive-after-stop").with("call", call).with("count", alive))?;
    scene.calls("result(None) of a coroutine that was stopped");
    let seen = answer(waiting);
    same("result(None) of a coroutine that was stopped", seen, Err(BridgeError::Cancelled))
}

/// A coroutine whose end takes time: when it is dropped it waits for its release.
fn hold(scene: &Scene, news: &Gate, release: &Gate) -> Parked {
    let (begun, gate, fate) = (Gate::new(), Gate::new(), Fate::default());
    let (begin, wait, life) = (begun.clone(), gate.clone(), fate.life());
    let held = Held(news.clone(), release.clone());
    let future = scene.run(async move {
        // Dropped in the opposite order: the life is over when nothing is held any more.
        let _life = life;
        let _held = held;
        begin.open();
        wait.passed().await;
        3
    });
    pass(&begun);
    Parked { future, gate, fate }
}

struct Held(Gate, Gate);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.open();
        pass(&self.1);
    }
}

pub fn submit_after_stop(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        scene.calls("run_coroutine_threadsafe(one(), &handle).result(None)");
        same("result(None) before stop()", scene.run(async { 1 }).result(None), Ok(1))?;
        scene.calls("stop()");
        if let Some(loop_thread) = scene.take_thread() {
            loop_thread.stop();
        }
        scene.calls("run_coroutine_threadsafe(two(), &handle).result(None) after stop()");
        let closed = BridgeError::LoopClosed;
        let late = scene.run(async { 2 }).result(None);
        same("future.result(None) after stop()", late, Err(closed.clone()))?;
        scene.calls("call_soon_threadsafe(f) after stop()");
        let late = scene.handle().call_soon_threadsafe(Box::new(|| {}));
        same("call_soon_threadsafe(f) after stop()", late, Err(closed))
    })
}
