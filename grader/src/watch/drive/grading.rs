//! Grading on a thread of its own, one run after the other. A run that was asked to stop ends
//! within moments, and the next one finds its scratch folder free and warm.

use std::{collections::HashMap, sync::mpsc, thread};

use crate::{
    grade::{GradeError, Grader},
    model::Exercise,
    process::Stop,
    watch::event::{Event, Over},
};

/// A run to be done.
pub struct Job {
    pub run: u64,
    pub exercises: Vec<String>,
    pub stop: Stop,
}

/// Ends the screen with the thread, should it panic: a spinner that turns for ever says nothing.
struct Alarm<'a>(&'a mpsc::Sender<Event>);

impl Drop for Alarm<'_> {
    fn drop(&mut self) {
        if thread::panicking() {
            let _ = self.0.send(Event::Quit);
        }
    }
}

/// Works until nobody gives work any more.
pub fn work(
    grader: Grader,
    exercises: &HashMap<&str, &Exercise>,
    jobs: &mpsc::Receiver<Job>,
    tell: &mpsc::Sender<Event>,
) {
    let _alarm = Alarm(tell);
    for Job { run, exercises: names, stop } in jobs {
        let wanted: Vec<&Exercise> =
            names.iter().filter_map(|name| exercises.get(name.as_str()).copied()).collect();
        let grader = Grader { stop: &stop, ..grader };
        let folder = grader.paths.exercises();
        let ended = grader.grade(&wanted, &folder, |event| {
            // Nobody listens when the screen is closed; then the run is stopped, too.
            let _ = tell.send(Event::Graded { run, event });
        });
        let how = match ended {
            Ok(_) => Over::Done,
            Err(GradeError::Stopped) => Over::Stopped,
            Err(_) if stop.asked() => Over::Stopped,
            Err(why) => Over::Failed(why.to_string()),
        };
        if tell.send(Event::Over { run, how }).is_err() {
            return;
        }
    }
}
