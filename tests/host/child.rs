//! One check in its own process: runs it under the guards and writes its record. How the process
//! came to be is not decided here.

use std::{
    any::Any,
    env,
    fs::File,
    panic::{self, AssertUnwindSafe},
    process,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    thread,
};

use contract::kit::{
    Trace,
    guard::{self, Ended, Finished, Stuck},
    record::{End, Panic, Seen},
};

use super::{bench::Bench, channel, check::Told};

/// So many panics are remembered; a task that panics in a loop must not fill the record.
const PANICS: usize = 3;
/// A panic message longer than this is cut.
const MESSAGE: usize = 2000;

/// Runs the check and ends the process. Whoever writes the record first, the check or its
/// watchdog, has the only word.
#[allow(clippy::disallowed_methods, reason = "the process of a check has nothing to wind up")]
pub fn run(bench: &dyn Bench, check: &str, token: String, line: File) -> ! {
    forget_surroundings();
    let witness = Arc::new(Witness { token, line: Mutex::new(Some(line)), ..Witness::default() });
    listen_to_panics(&witness);
    let dog = guard::watch({
        let witness = Arc::clone(&witness);
        move |stuck| witness.testify(end_of_stuck(stuck), None)
    });
    let observe = |trace: Trace| drop(witness.trace.set(trace));
    let ended = panic::catch_unwind(AssertUnwindSafe(|| bench.run(check, &dog, &observe)));
    match ended {
        Ok(Some(finished)) => witness.finish(finished),
        Ok(None) => process::exit(2),
        Err(payload) => witness.testify(End::Panicked(witness.panic_of(&*payload)), None),
    }
}

/// Leaves nothing in the environment but where files may be written: the rest would only tell a
/// submission where the checks are.
#[allow(unsafe_code, reason = "std cannot know that this process has one thread")]
#[allow(clippy::disallowed_methods, reason = "nobody else is reading")]
fn forget_surroundings() {
    const KEPT: [&str; 3] = ["TMPDIR", "TEMP", "TMP"];
    for (name, _) in env::vars_os().filter(|(name, _)| !KEPT.iter().any(|kept| name == *kept)) {
        // SAFETY: no other thread is running yet.
        unsafe { env::remove_var(name) };
    }
}

/// Says that the check could not begin, and ends the process.
#[cfg(unix)]
pub fn unfit(line: File, token: &str, why: &std::io::Error) -> ! {
    let written = channel::unfit(line, token, why);
    leave(if written.is_ok() { 0 } else { 3 })
}

/// Ends this process at once: no destructors, no exit handlers of a submission.
#[cfg(unix)]
#[allow(unsafe_code, reason = "std can only exit with handlers")]
pub fn leave(code: i32) -> ! {
    // SAFETY: always allowed.
    unsafe { libc::_exit(code) }
}

/// Ends this process.
#[cfg(not(unix))]
#[allow(clippy::disallowed_methods, reason = "std has no way without exit handlers")]
pub fn leave(code: i32) -> ! {
    process::exit(code)
}

/// What is known of the running check, and the one line on which it can be told.
#[derive(Default)]
struct Witness {
    token: String,
    line: Mutex<Option<File>>,
    trace: OnceLock<Trace>,
    panics: Mutex<Vec<Panic>>,
}

impl Witness {
    fn finish(&self, finished: Finished<Told>) -> ! {
        let end = match finished.ended {
            Ended::Value(Ok(())) => End::Passed,
            Ended::Value(Err(mistake)) => End::Mistaken(mistake),
            Ended::Deadlock { open } => End::Deadlocked { open },
        };
        self.testify(end, Some(finished.snapshot))
    }

    /// Writes the record and ends the process without running anything else of it.
    fn testify(&self, end: End, snapshot: Option<String>) -> ! {
        let line = lock(&self.line).take();
        let Some(line) = line else { wait_for_the_other_to_end_us() };
        let trace = snapshot.or_else(|| self.trace.get().map(Trace::snapshot));
        let seen = Seen {
            end,
            trace: trace.filter(|text| !text.trim().is_empty()),
            panics: lock(&self.panics).clone(),
        };
        let written = channel::record(line, &self.token, seen);
        leave(if written.is_ok() { 0 } else { 3 })
    }

    /// The payload says what, the hook knew where.
    fn panic_of(&self, payload: &(dyn Any + Send)) -> Panic {
        let message = text_of(payload);
        let heard = lock(&self.panics);
        let location = heard.iter().rev().find(|panic| panic.message == message);
        Panic { location: location.and_then(|panic| panic.location.clone()), message }
    }
}

#[allow(clippy::disallowed_methods, reason = "the one hook, in a process that runs one check")]
fn listen_to_panics(witness: &Arc<Witness>) {
    let witness = Arc::clone(witness);
    panic::set_hook(Box::new(move |info| {
        let mut heard = lock(&witness.panics);
        if heard.len() < PANICS {
            let location = info.location().map(ToString::to_string);
            heard.push(Panic { message: text_of(info.payload()), location });
        }
    }));
}

fn text_of(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
    text.unwrap_or("a value that is not text").chars().take(MESSAGE).collect()
}

fn end_of_stuck(stuck: Stuck) -> End {
    match stuck {
        Stuck::Blocked { millis } => End::Blocked { millis },
        Stuck::Spinning { millis } => End::Spun { millis },
        Stuck::Overdue { millis } => End::Overdue { millis },
    }
}

/// A panic while one of these was held is a panic of the submission, not of the data.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn wait_for_the_other_to_end_us() -> ! {
    loop {
        thread::park();
    }
}
