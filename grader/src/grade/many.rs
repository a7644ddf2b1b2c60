//! Many modules: a few are graded side by side, and their events come back in one stream.

use std::{
    collections::HashMap,
    path::Path,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::Instant,
};

use super::{GradeError, Grader, Module, millis_since};
use crate::model::{Event, Exercise, Score, Verdict, event::Planned};

impl Grader<'_> {
    /// Grades the exercises from a folder of modules, and tells what happens.
    pub fn grade(
        &self,
        exercises: &[&Exercise],
        folder: &Path,
        mut tell: impl FnMut(Event),
    ) -> Result<Vec<Verdict>, GradeError> {
        let begin = Instant::now();
        tell(self.started(exercises, folder)?);
        let mut verdicts: HashMap<usize, Verdict> = HashMap::new();
        self.side_by_side(exercises, folder, |number, event| {
            if let Event::Graded { verdict } = &event {
                verdicts.insert(number, (**verdict).clone());
            }
            tell(event);
        })?;
        let verdicts: Vec<Verdict> =
            (0..exercises.len()).filter_map(|number| verdicts.remove(&number)).collect();
        tell(Event::Finished {
            score: verdicts.iter().map(Verdict::score).sum::<Score>(),
            passed: verdicts.iter().filter(|verdict| verdict.passed()).count(),
            millis: millis_since(begin),
        });
        Ok(verdicts)
    }

    fn started(&self, exercises: &[&Exercise], folder: &Path) -> Result<Event, GradeError> {
        let planned = |exercise: &&Exercise| {
            Ok(Planned {
                exercise: exercise.name.clone(),
                points: exercise.points,
                checks: self.checks(exercise)?.len(),
            })
        };
        Ok(Event::Started {
            source: self.paths.shown(folder),
            exercises: exercises.iter().map(planned).collect::<Result<_, GradeError>>()?,
            hidden_checks: self.build.has_hidden_checks(),
            tier: self.sandbox.tier,
        })
    }

    /// Grades with a few threads that take the next exercise each; all events come back here.
    fn side_by_side(
        &self,
        exercises: &[&Exercise],
        folder: &Path,
        mut tell: impl FnMut(usize, Event),
    ) -> Result<(), GradeError> {
        let next = AtomicUsize::new(0);
        let failure = Mutex::new(None);
        let (sender, events) = mpsc::channel();
        thread::scope(|scope| {
            for _ in 0..self.at_once.clamp(1, exercises.len().max(1)) {
                let sender = sender.clone();
                let (next, failure) = (&next, &failure);
                scope.spawn(move || {
                    while let Some(exercise) = exercises.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let number = exercises.iter().position(|other| other.name == exercise.name);
                        let module = Module::in_folder(self.paths, folder, &exercise.name);
                        let tell = |event| drop(sender.send((number.unwrap_or(0), event)));
                        if let Err(why) = self.grade_one(exercise, &module, tell) {
                            *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(why);
                            next.store(usize::MAX / 2, Ordering::Relaxed);
                        }
                    }
                });
            }
            drop(sender);
            for (number, event) in events {
                tell(number, event);
            }
        });
        failure.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }
}
