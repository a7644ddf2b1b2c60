//! Stopping programs from outside: whoever holds a stop can end what was started under it, from
//! any thread.

use std::{
    io,
    process::{Child, ExitStatus},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::group;

/// A stop button for programs. Once asked for, it stays so.
#[derive(Clone, Debug, Default)]
pub struct Stop {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    asked: bool,
    running: Vec<Running>,
}

/// A child that can be killed by its owner and by the button.
type Running = Arc<Mutex<Child>>;

impl Stop {
    /// Kills every program that runs under this button, each with its group.
    pub fn ask(&self) {
        let mut state = lock(&self.state);
        state.asked = true;
        for child in state.running.drain(..) {
            group::kill(&mut lock(&child));
        }
    }

    pub fn asked(&self) -> bool {
        lock(&self.state).asked
    }

    /// Puts a child under the button; one that comes too late is killed at once.
    pub(super) fn hold(&self, child: Child) -> Held {
        let child = Arc::new(Mutex::new(child));
        let mut state = lock(&self.state);
        if state.asked {
            group::kill(&mut lock(&child));
        } else {
            state.running.push(Arc::clone(&child));
        }
        Held { child, stop: self.clone() }
    }
}

/// A child under a button. Nobody else waits for it, so its id means it until `wait`.
#[derive(Debug)]
pub(super) struct Held {
    child: Running,
    stop: Stop,
}

impl Held {
    pub fn kill(&self) {
        group::kill(&mut lock(&self.child));
    }

    /// Waits for a child that has come to its end or was killed. From here on the button leaves
    /// it alone: its id may soon be another program's.
    pub fn wait(&self) -> io::Result<ExitStatus> {
        lock(&self.stop.state).running.retain(|other| !Arc::ptr_eq(other, &self.child));
        lock(&self.child).wait()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(all(test, unix))]
mod tests {
    use std::{path::Path, thread, time::Duration};

    use super::super::{Tool, run_until};
    use super::*;

    fn sleep() -> Tool {
        Tool {
            program: "/bin/sh".into(),
            args: vec!["-c".into(), "echo begun; sleep 600 & wait".into()],
            env: Vec::new(),
            folder: Path::new("/").to_owned(),
            deadline: Duration::from_mins(5),
            interruptible: false,
        }
    }

    #[test]
    fn a_running_program_and_its_children_end_when_it_is_asked_for() {
        let stop = Stop::default();
        let button = stop.clone();
        // The output closes only when the grandchild is gone too.
        let ended = run_until(&sleep(), &stop, |line| {
            assert_eq!(line, "begun");
            let button = button.clone();
            thread::spawn(move || button.ask());
        });
        assert!(!ended.unwrap().late);
        assert!(stop.asked());
    }

    #[test]
    fn what_is_started_afterwards_does_not_run() {
        let stop = Stop::default();
        stop.ask();
        assert_eq!(run_until(&sleep(), &stop, |_| {}).unwrap().code, None);
    }
}
