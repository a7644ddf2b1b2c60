//! Carrying out orders, one at a time.

use std::{io, ops::ControlFlow, sync::mpsc};

use super::{WatchError, grading::Job, input::Gate, screen::Screen, told};
use crate::{
    course::{self, Paths, SolutionError},
    model::Language,
    process::{self, Stop},
    progress,
    watch::{
        app::App,
        event::{Change, Event, Notice, Order, Pages, Reading},
        update::update,
    },
};

/// What orders are carried out with.
pub struct Work<'a> {
    paths: &'a Paths,
    reset: &'a dyn Fn(&str) -> (&'static str, String),
    jobs: mpsc::Sender<Job>,
    keyboard: Gate,
    /// Ends the run that is under way.
    stop: Stop,
}

impl<'a> Work<'a> {
    pub fn new(
        paths: &'a Paths,
        reset: &'a dyn Fn(&str) -> (&'static str, String),
        jobs: mpsc::Sender<Job>,
        keyboard: Gate,
    ) -> Work<'a> {
        Work { paths, reset, jobs, keyboard, stop: Stop::default() }
    }

    /// Does what is wanted; tells the state what came of it, and whether that was the end.
    pub fn carry_out(
        &mut self,
        order: Order,
        app: &mut App,
        screen: &mut Screen,
    ) -> Result<ControlFlow<()>, WatchError> {
        let answer = match order {
            Order::Quit => return Ok(ControlFlow::Break(())),
            Order::Grade { run, exercises } => self.grade(run, exercises)?,
            Order::Open { exercise } => Some(Event::Opened(Box::new(self.pages(exercise)))),
            Order::Remember(change) => Some(self.remember(change)),
            Order::Edit { exercise } => self.edit(&exercise, screen)?,
            Order::Reset { exercise } => {
                let (key, what) = (self.reset)(&exercise);
                Some(told(key, what))
            }
        };
        if let Some(answer) = answer {
            // An answer is news about the world and asks for nothing.
            update(app, answer);
        }
        Ok(ControlFlow::Continue(()))
    }

    /// The new run takes the place of the old one, whose programs are killed.
    fn grade(&mut self, run: u64, exercises: Vec<String>) -> Result<Option<Event>, WatchError> {
        self.stop.ask();
        self.stop = Stop::default();
        let job = Job { run, exercises, stop: self.stop.clone() };
        self.jobs.send(job).map_err(|_| WatchError::Silent)?;
        Ok(None)
    }

    fn pages(&self, exercise: String) -> Pages {
        let texts = Language::ALL.map(|language| {
            // A page that is not there is an empty one; a test keeps them complete.
            let statement = course::read_statement(self.paths, &exercise, language).ok();
            let (statement, hints) =
                statement.map(|read| (read.page, read.hints)).unwrap_or_default();
            Reading { statement, hints }
        });
        let (solution, unreadable) = match course::read_solution(self.paths, &exercise) {
            Ok(solution) => (solution, None),
            Err(why) => (None, Some(self.unreadable(&why))),
        };
        let can_reset = self.paths.pristine(&exercise).is_file();
        Pages { exercise, texts, solution, unreadable, can_reset }
    }

    fn unreadable(&self, why: &SolutionError) -> Notice {
        match why {
            SolutionError::Damaged(seal) => {
                Notice::new("watch-damaged-seal", self.paths.shown(seal))
            }
            SolutionError::Unreadable { .. } => Notice::new("watch-failed", why.to_string()),
        }
    }

    fn remember(&self, change: Change) -> Event {
        let changed = progress::change(self.paths, |progress| {
            match change {
                Change::Current(exercise) => progress.current = Some(exercise),
                Change::Hints { exercise, opened } => {
                    let hints = &mut progress.track_mut(&exercise).hints;
                    *hints = opened.max(*hints);
                }
                Change::Skipped { exercise, skipped } => {
                    progress.track_mut(&exercise).skipped = skipped;
                }
                Change::Passed(verdict) => progress.record(&verdict),
            }
            progress.clone()
        });
        match changed {
            Ok(progress) => Event::Remembered(progress),
            Err(why) => told("watch-not-remembered", why.to_string()),
        }
    }

    /// Lends the terminal to the student's editor.
    fn edit(&self, exercise: &str, screen: &mut Screen) -> Result<Option<Event>, WatchError> {
        let named = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
        let Some(editor) = named("VISUAL").or_else(|| named("EDITOR")) else {
            return Ok(Some(told("watch-no-editor", "")));
        };
        let module = self.paths.exercises().join(format!("{exercise}.rs"));
        self.keyboard.close();
        Screen::leave()?;
        let ended: io::Result<bool> = process::foreground(&editor, &module);
        screen.enter()?;
        self.keyboard.open();
        Ok(ended.err().map(|why| told("watch-editor-failed", format!("{editor}: {why}"))))
    }
}

/// Whoever leaves does not wait for a run.
impl Drop for Work<'_> {
    fn drop(&mut self) {
        self.stop.ask();
    }
}
