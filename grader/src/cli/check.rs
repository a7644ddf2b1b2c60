//! `grader check`: grades a folder of modules and reports.

use std::{
    io::{self, BufWriter, Write},
    path::Path,
};

use super::{
    args::{Args, Check, Format},
    exit::Exit,
    fault::Fault,
    session::{self, Session},
};
use crate::{
    cache::Cache,
    model::{Event, Exercise, Verdict},
    progress,
    report::{Document, Lines, Report, Text},
    text,
};

pub fn run(args: &Args, check: &Check) -> Result<Exit, Fault> {
    let mut session = Session::open(args)?;
    session.take_sandbox(check.sandboxed, 0)?;
    let exercises = session.chosen(&check.names)?;
    let folder = session.folder(check.from.as_ref())?;
    something_to_grade(&session, &exercises, &folder)?;
    let kept = (!check.fresh).then(|| Cache::new(session.paths.built.join("verdicts")));
    reported(report(check.format, &session), |tell| {
        let build = session.build(&mut *tell)?;
        let grader = session.grader(&build, kept.as_ref());
        let verdicts = grader.grade(&exercises, &folder, tell)?;
        if check.from.is_none() {
            remember(&session, &verdicts);
        }
        Ok(verdicts)
    })
}

/// Grades while the report hears what happens.
pub(super) fn reported(
    mut report: Box<dyn Report + '_>,
    grade: impl FnOnce(&mut dyn FnMut(Event)) -> Result<Vec<Verdict>, Fault>,
) -> Result<Exit, Fault> {
    // Hearing goes on when nobody reads the report any more; the grade is still found.
    let mut unheard: Option<io::Error> = None;
    let verdicts = grade(&mut |event| unheard = report.hear(&event).err().or(unheard.take()))?;
    match unheard {
        Some(why) if why.kind() != io::ErrorKind::BrokenPipe => Err(why.into()),
        _ => Ok(Exit::passed_if(verdicts.iter().all(Verdict::passed))),
    }
}

/// What passed stays passed, whatever happens next. A verdict that cannot be remembered, in a
/// course that may only be read, is a verdict all the same.
fn remember(session: &Session, verdicts: &[Verdict]) {
    let remembered = progress::change(&session.paths, |progress| {
        for verdict in verdicts {
            progress.record(verdict);
        }
    });
    if let Err(why) = remembered {
        let what = format!("{}: {why}", session.paths.kept().display());
        let args = text::Args::from([("what".to_owned(), what.into())]);
        anstream::eprintln!("{}", session.texts.say_with("watch-not-remembered", &args));
    }
}

/// A folder without a single module is a wrong folder, not a failed course.
fn something_to_grade(
    session: &Session,
    exercises: &[&Exercise],
    folder: &Path,
) -> Result<(), Fault> {
    let file = |exercise: &Exercise| folder.join(format!("{}.rs", exercise.name));
    if exercises.iter().any(|exercise| file(exercise).exists()) {
        return Ok(());
    }
    let example = exercises.first().map(|exercise| file(exercise)).unwrap_or_default();
    Err(Fault::usage("fault-no-modules")
        .with("folder", session.paths.shown(folder))
        .with("example", session.paths.shown(&example)))
}

fn report<'a>(format: Format, session: &'a Session) -> Box<dyn Report + 'a> {
    for_programs(format, session).unwrap_or_else(|| Box::new(for_people(session)))
}

/// The report in a form for programs, if that is wanted.
pub(super) fn for_programs(format: Format, session: &Session) -> Option<Box<dyn Report + '_>> {
    let plain = || BufWriter::new(io::stdout());
    match format {
        Format::Text => None,
        Format::Json => Some(Box::new(Document::new(plain(), &session.texts))),
        Format::Jsonl => Some(Box::new(Lines::new(plain(), &session.texts))),
    }
}

pub(super) fn for_people(session: &Session) -> Text<'_, Box<dyn Write>> {
    let out: Box<dyn Write> = Box::new(anstream::stdout());
    Text::new(out, &session.texts, &session.course, session::screen())
}
