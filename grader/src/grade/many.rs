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

/// An exercise, and what is handed in for it.
pub type Task<'a> = (&'a Exercise, Module);

impl Grader<'_> {
    /// Grades the exercises from a folder of modules, and tells what happens.
    pub fn grade(
        &self,
        exercises: &[&Exercise],
        folder: &Path,
        tell: impl FnMut(Event),
    ) -> Result<Vec<Verdict>, GradeError> {
        let module = |exercise: &Exercise| Module::in_folder(self.paths, folder, &exercise.name);
        let work: Vec<Task> =
            exercises.iter().map(|exercise| (*exercise, module(exercise))).collect();
        self.grade_all(&self.paths.shown(folder), &work, tell)
    }

    /// Grades modules of whatever source, and tells what happens. `source` is what they are
    /// called together.
    pub fn grade_all(
        &self,
        source: &str,
        work: &[Task],
        mut tell: impl FnMut(Event),
    ) -> Result<Vec<Verdict>, GradeError> {
        let begin = Instant::now();
        let started = self.started(source, work)?;
        let mut verdicts: HashMap<usize, Verdict> = HashMap::new();
        self.side_by_side(work, started, |number, event| {
            if let (Some(number), Event::Graded { verdict }) = (number, &event) {
                verdicts.insert(number, (**verdict).clone());
            }
            tell(event);
        })?;
        let verdicts: Vec<Verdict> =
            (0..work.len()).filter_map(|number| verdicts.remove(&number)).collect();
        tell(Event::Finished {
            score: verdicts.iter().map(Verdict::score).sum::<Score>(),
            passed: verdicts.iter().filter(|verdict| verdict.passed()).count(),
            millis: millis_since(begin),
        });
        Ok(verdicts)
    }

    fn started(&self, source: &str, work: &[Task]) -> Result<Event, GradeError> {
        let planned = |(exercise, _): &Task| {
            Ok(Planned {
                exercise: exercise.name.clone(),
                points: exercise.points,
                checks: self.checks(exercise)?.len(),
            })
        };
        Ok(Event::Started {
            source: source.to_owned(),
            exercises: work.iter().map(planned).collect::<Result<_, GradeError>>()?,
            hidden_checks: self.build.has_hidden_checks(),
            tier: self.sandbox.tier,
        })
    }

    /// Grades with a few threads that take the next exercise each; all events come back here. That
    /// it has begun is told when they are on their way, because telling takes time too.
    fn side_by_side(
        &self,
        work: &[Task],
        started: Event,
        mut tell: impl FnMut(Option<usize>, Event),
    ) -> Result<(), GradeError> {
        let next = AtomicUsize::new(0);
        let failure = Mutex::new(None);
        let (sender, events) = mpsc::channel();
        thread::scope(|scope| {
            for _ in 0..self.at_once.clamp(1, work.len().max(1)) {
                let sender = sender.clone();
                let (next, failure) = (&next, &failure);
                scope.spawn(move || {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        let Some((exercise, module)) = work.get(number) else { break };
                        let tell = |event| drop(sender.send((number, event)));
                        if let Err(why) = self.grade_one(exercise, module, tell) {
                            *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(why);
                            next.store(usize::MAX / 2, Ordering::Relaxed);
                        }
                    }
                });
            }
            drop(sender);
            tell(None, started);
            for (number, event) in events {
                tell(Some(number), event);
            }
        });
        failure.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }
}
