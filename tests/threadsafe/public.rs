//! The checks of `threadsafe` that every student can read, and the words that they are told with.
#![cfg_attr(not(feature = "hidden"), allow(dead_code, reason = "some words serve other checks"))]

use std::{
    mem::ManuallyDrop,
    panic,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::{self, ThreadId},
    time::Duration,
};

use contract::{
    kit::Gate,
    threadsafe::{
        BridgeError, ConcurrentFuture, FallibleFuture, LoopHandle, LoopThread, Threadsafe,
    },
};

use crate::host::check::{Mistake, Told, checks, mistake, same};

checks! { dyn Threadsafe:
    plain add,
    plain callback,
    plain timeout,
}

/// A plain thread asks the loop to add, and waits for the sum.
fn add(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        scene.calls("run_coroutine_threadsafe(add(1, 2), &handle)");
        let mut sum = scene.run(async { 1 + 2 });
        scene.calls("sum.result(None)");
        same("sum.result(None)", sum.result(None), Ok(3))
    })
}

/// A callback is called, once, and not on the thread that asked for it.
fn callback(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        let (called, seen) = (Gate::new(), Arc::new(Mutex::new(Vec::new())));
        let (call, note) = (called.clone(), Arc::clone(&seen));
        let accepted = scene.handle().call_soon_threadsafe(Box::new(move || {
            lock(&note).push(thread::current().id());
            call.open();
        }));
        same("call_soon_threadsafe(f)", accepted, Ok(()))?;
        scene.stuck_means(mistake("callback-not-called"));
        pass(&called);
        let here = thread::current().id();
        let elsewhere: Vec<_> = lock(&seen).iter().map(|place| *place != here).collect();
        same("calls of f, each on another thread", elsewhere, vec![true])
    })
}

/// A coroutine that is not done keeps `result` waiting, but not for longer than was asked.
fn timeout(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        let shut = Gate::new();
        scene.calls("run_coroutine_threadsafe(wait(gate), &handle)");
        let mut future = scene.run(async move {
            shut.passed().await;
            7
        });
        same("future.done()", future.done(), false)?;
        scene.calls("future.result(Some(1 ms))");
        let early = future.result(Some(Duration::from_millis(1)));
        same("future.result(Some(1 ms))", early, Err(BridgeError::Timeout))
    })
}

/// So many ticks of 10 ms may pass without any progress: far more than a step needs, and however
/// late a tick comes on a busy machine, fewer than the watchdog's hundred, which knows less.
const PATIENCE: u32 = 80;

/// Starts a loop and tells the story on a thread of its own, so that whatever hangs there does not
/// hang the check. When the story does not end, what it said last is the mistake.
pub fn story(
    subject: &dyn Threadsafe,
    tell: impl FnOnce(&mut Scene) -> Told + Send + 'static,
) -> Told {
    let scene = Scene::new(subject.start());
    let (over, progress) = (Gate::new(), scene.progress.clone());
    let end = OpenAtEnd(over.clone());
    let teller = thread::spawn(move || {
        let _end = end;
        let mut scene = scene;
        tell(&mut scene)
    });
    if ends(&over, &progress) { answer(teller) } else { Err(progress.mistake()) }
}

/// Waits for the end of a story for as long as it goes on.
fn ends(over: &Gate, progress: &Progress) -> bool {
    let (mut steps, mut left) = (progress.steps(), PATIENCE);
    while over.wait_ticks(1).is_err() {
        left = if progress.steps() == steps { left - 1 } else { PATIENCE };
        steps = progress.steps();
        if left == 0 {
            return false;
        }
    }
    true
}

/// A loop of the submission, with what the check knows of it.
pub struct Scene {
    // Not dropped with the scene: where a check fails early the drop could hang.
    thread: ManuallyDrop<Option<Box<dyn LoopThread>>>,
    handle: Box<dyn LoopHandle>,
    pub progress: Progress,
}

impl Scene {
    fn new(thread: Box<dyn LoopThread>) -> Scene {
        let (handle, progress) = (thread.handle(), Progress::default());
        Scene { thread: ManuallyDrop::new(Some(thread)), handle, progress }
    }

    /// A clone of the loop's handle.
    pub fn handle(&self) -> Box<dyn LoopHandle> {
        self.handle.twin()
    }

    /// The loop itself, for those who stop it; there is one.
    pub fn take_thread(&mut self) -> Option<Box<dyn LoopThread>> {
        self.thread.take()
    }

    /// Submits a coroutine.
    pub fn run(
        &self,
        coroutine: impl Future<Output = u32> + Send + 'static,
    ) -> Box<dyn ConcurrentFuture> {
        self.handle.run_coroutine_threadsafe(Box::pin(self.followed(coroutine)))
    }

    /// Submits a coroutine that may fail with a word.
    pub fn run_fallible(
        &self,
        coroutine: impl Future<Output = Result<u32, String>> + Send + 'static,
    ) -> Box<dyn FallibleFuture> {
        self.handle.run_fallible_threadsafe(Box::pin(self.followed(coroutine)))
    }

    /// The coroutine, and a note when it begins.
    fn followed<F: Future + Send>(
        &self,
        coroutine: F,
    ) -> impl Future<Output = F::Output> + Send + use<F> {
        let (progress, caller) = (self.progress.clone(), thread::current().id());
        self.progress.note(|notes| notes.submitted += 1);
        async move {
            progress.begun(caller);
            coroutine.await
        }
    }

    /// Says which call comes next: it is named when it does not come back.
    pub fn calls(&self, call: &str) {
        self.progress.note(|notes| {
            notes.call = call.to_owned();
            notes.stuck = None;
        });
    }

    /// Says what it means when the story does not go on from here.
    pub fn stuck_means(&self, mistake: Mistake) {
        self.progress.stuck_means(mistake);
    }
}

/// How far a story has come.
#[derive(Clone, Default)]
pub struct Progress {
    notes: Arc<Mutex<Notes>>,
}

#[derive(Default)]
struct Notes {
    /// How often something was noted.
    steps: u64,
    call: String,
    stuck: Option<Mistake>,
    submitted: u32,
    begun: u32,
    /// A coroutine began here, although this is the thread that submitted it.
    in_caller: Option<ThreadId>,
}

impl Progress {
    pub fn stuck_means(&self, mistake: Mistake) {
        self.note(|notes| notes.stuck = Some(mistake));
    }

    fn begun(&self, caller: ThreadId) {
        let here = thread::current().id();
        self.note(|notes| {
            notes.begun += 1;
            notes.in_caller = notes.in_caller.or((here == caller).then_some(here));
        });
    }

    /// Something has gone on.
    pub fn step(&self) {
        self.note(|_| {});
    }

    fn steps(&self) -> u64 {
        lock(&self.notes).steps
    }

    fn note(&self, write: impl FnOnce(&mut Notes)) {
        let mut notes = lock(&self.notes);
        notes.steps += 1;
        write(&mut notes);
    }

    /// What is wrong with a story that does not end.
    fn mistake(&self) -> Mistake {
        let notes = lock(&self.notes);
        let fewer = notes.begun < notes.submitted;
        match (&notes.stuck, notes.in_caller) {
            (_, Some(place)) => another_thread(place, place),
            _ if notes.begun == 0 && fewer => mistake("loop-not-running"),
            (Some(stuck), _) => stuck.clone(),
            _ if fewer => mistake("one-at-a-time")
                .with("begun", notes.begun)
                .with("submitted", notes.submitted),
            _ => mistake("no-answer").with("call", notes.call.as_str()),
        }
    }
}

/// A coroutine ran in `place`, which is not the loop's thread; `caller` submitted it.
pub fn another_thread(place: ThreadId, caller: ThreadId) -> Mistake {
    let whose = if place == caller { "caller" } else { "other" };
    mistake("another-thread").with("thread", number(place)).with("whose", whose)
}

/// The number of a thread.
pub fn number(thread: ThreadId) -> String {
    format!("{thread:?}").chars().filter(char::is_ascii_digit).collect()
}

/// Waits at a gate for as long as the story lasts.
pub fn pass(gate: &Gate) {
    let _ = gate.wait_ticks(u32::MAX);
}

/// What a thread gave; its panic is passed on.
pub fn answer<T>(thread: thread::JoinHandle<T>) -> T {
    thread.join().unwrap_or_else(|payload| panic::resume_unwind(payload))
}

pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Opens its gate when the thread that owns it is over, also by a panic.
pub struct OpenAtEnd(pub Gate);

impl Drop for OpenAtEnd {
    fn drop(&mut self) {
        self.0.open();
    }
}
