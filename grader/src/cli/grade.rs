//! `grader grade`: takes in a submission and grades it, trusting nothing of it.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    args::{Args, Grade},
    check,
    exit::Exit,
    fault::Fault,
    session::Session,
};
use crate::{
    diagnose,
    grade::{Grader, Module, Source, Task},
    intake::{self, IntakeError, Submission},
    model::{Event, Exercise, Finding},
    sandbox::HIGHEST,
    tell,
};

/// Stands for standard input, as everywhere.
const STDIN: &str = "-";

pub fn run(args: &Args, wanted: &Grade) -> Result<Exit, Fault> {
    let mut session = Session::open(args)?;
    session.take_sandbox(wanted.sandboxed, HIGHEST)?;
    let submission = take(&session, &wanted.submission)?;
    let exercises = session.course.exercises.iter();
    let work: Vec<Task> =
        exercises.map(|exercise| (exercise, module(&submission, exercise))).collect();
    let people = || Box::new(check::for_people(&session).with_every_failure());
    let report = check::for_programs(wanted.format, &session).unwrap_or_else(|| people());
    check::reported(report, |tell| {
        let build = session.build(&mut *tell)?;
        let Submission { refused, notes, .. } = &submission;
        tell(Event::Taken { refused: refused.clone().map(Box::new), notes: notes.clone() });
        // Everything is judged anew: a grade leans on no earlier run.
        let grader = Grader { anew: true, ..session.grader(&build, None) };
        Ok(grader.grade_all(&name(&wanted.submission), &work, tell)?)
    })
}

fn take(session: &Session, path: &Path) -> Result<Submission, Fault> {
    let exercises = session.course.exercises.iter();
    let names: Vec<&str> = exercises.map(|exercise| exercise.name.as_str()).collect();
    if path == Path::new(STDIN) {
        let taken = intake::take_archive(io::stdin().lock(), &names);
        return taken.map_err(|why| Fault::disk(path, &why));
    }
    Ok(intake::take(path, &names)?)
}

/// What is handed in for an exercise.
fn module(submission: &Submission, exercise: &Exercise) -> Module {
    let absent = || Finding::new("missing").with("file", format!("{}.rs", exercise.name));
    match (&submission.refused, submission.modules.get(&exercise.name)) {
        (Some(refused), _) => unread(exercise, refused.clone()),
        (None, None) => unread(exercise, absent()),
        (None, Some(module)) => {
            let text = module.text.as_ref();
            let text = text.map_err(|why| Box::new(diagnose::unreadable(why, &module.path)));
            Module { source: Source::Read(text.cloned()), shown: module.path.clone() }
        }
    }
}

fn unread(exercise: &Exercise, why: Finding) -> Module {
    Module { source: Source::Read(Err(Box::new(why))), shown: format!("{}.rs", exercise.name) }
}

/// What the submission is called: its own name, and nothing of where it lies on this machine.
fn name(path: &Path) -> String {
    let whole = || path.canonicalize().unwrap_or_default();
    let own = path.file_name().map(PathBuf::from);
    let own = own.or_else(|| whole().file_name().map(PathBuf::from)).unwrap_or_default();
    match own.to_string_lossy() {
        name if name == STDIN => "stdin".to_owned(),
        name => tell::tame(&name),
    }
}

impl From<IntakeError> for Fault {
    fn from(why: IntakeError) -> Fault {
        let usage = |key, path: &Path| Fault::usage(key).with("path", path.display().to_string());
        match why {
            IntakeError::Missing(path) => usage("grade-missing", &path),
            IntakeError::Link(path) => usage("grade-link", &path),
            IntakeError::Special(path) => usage("grade-special", &path),
            IntakeError::Disk { path, why } => Fault::disk(&path, &why),
        }
    }
}
