//! The commands along a student's way: `next`, `skip`, `hint`, `solution`, `open`. Each is about
//! the named exercise or else the current one.

use std::{
    io::{IsTerminal, Write},
    path::Path,
};

use anstyle::Style;

use super::{
    args::{Args, Hint, Named, Solution},
    exit::Exit,
    fault::Fault,
    session::Session,
};
use crate::{
    cache,
    course::{self, Paths, SolutionError},
    model::{Exercise, Progress, Standing, Titled},
    process, progress,
    text::Args as Facts,
};

const BOLD: Style = Style::new().bold();

/// Makes the next open exercise the current one.
pub fn next(args: &Args) -> Result<Exit, Fault> {
    let session = Session::open(args)?;
    let source = |name: &str| source(&session.paths, name);
    let next = change(&session, |progress| {
        // As long as none was chosen, the first open one comes next, and none is passed over.
        let from = progress.current.clone();
        let next = progress.next(&session.course.exercises, from.as_deref(), source).cloned();
        if let Some(next) = &next {
            progress.current = Some(next.name.clone());
        }
        next
    })?;
    match next {
        Some(next) => tell(&session, "way-next", &next),
        None => say(&session.texts.say("way-all-done")),
    }
}

/// Puts an exercise aside and makes the next one the current one.
pub fn skip(args: &Args, named: &Named) -> Result<Exit, Fault> {
    let session = Session::open(args)?;
    let exercise = current(&session, named.name.as_deref())?.clone();
    change(&session, |progress| {
        progress.track_mut(&exercise.name).skipped = true;
        progress.current = Some(exercise.name.clone());
    })?;
    tell(&session, "way-skipped", &exercise)?;
    next(args)
}

/// Opens one more hint.
pub fn hint(args: &Args, hint: &Hint) -> Result<Exit, Fault> {
    let session = Session::open(args)?;
    let exercise = current(&session, hint.named.name.as_deref())?;
    let language = session.texts.language;
    let statement = course::read_statement(&session.paths, &exercise.name, language)?;
    let all = statement.hints.len();
    let opened = change(&session, |progress| {
        let hints = &mut progress.track_mut(&exercise.name).hints;
        *hints = if hint.all { all } else { all.min(*hints + 1) };
        *hints
    })?;
    let mut out = anstream::stdout();
    for (number, text) in statement.hints.iter().take(opened).enumerate() {
        let facts = Facts::from([
            ("exercise".to_owned(), exercise.name.as_str().into()),
            ("number".to_owned(), (number + 1).into()),
            ("all".to_owned(), all.into()),
        ]);
        writeln!(out, "{BOLD}{}{BOLD:#}\n\n{text}\n", session.texts.say_with("way-hint", &facts))?;
    }
    Ok(Exit::Passed)
}

/// Shows the solution and what to take away: after a pass, or when somebody gives up, which is
/// remembered.
pub fn solution(args: &Args, wanted: &Solution) -> Result<Exit, Fault> {
    let session = Session::open(args)?;
    let exercise = current(&session, wanted.named.name.as_deref())?;
    // What did not come along is promised to nobody.
    let pages = pages(&session, &exercise.name)?;
    let passed = !progress::read(&session.paths).track(&exercise.name).passed.is_empty();
    if !passed && !wanted.give_up {
        return Err(Fault::usage("way-not-yet").with("exercise", exercise.name.as_str()));
    }
    if !passed {
        change(&session, |progress| progress.track_mut(&exercise.name).gave_up = true)?;
    }
    let mut out = anstream::stdout();
    for (name, text) in pages.into_iter().filter(|(_, text)| !text.is_empty()) {
        writeln!(out, "{BOLD}{name}{BOLD:#}\n\n{text}")?;
    }
    Ok(Exit::Passed)
}

/// The page of what to take away and the module, each under its name.
fn pages(session: &Session, exercise: &str) -> Result<[(String, String); 2], Fault> {
    let paths = &session.paths;
    let solution = course::read_solution(paths, exercise).map_err(|why| match why {
        SolutionError::Unreadable { path, why } => Fault::disk(&path, &why),
        SolutionError::Damaged(path) => {
            Fault::ours("way-damaged-seal").with("file", paths.shown(&path))
        }
    })?;
    let solution =
        solution.ok_or_else(|| Fault::usage("way-no-solution").with("exercise", exercise))?;
    let language = session.texts.language;
    let takeaway = solution.takeaway(language).to_owned();
    let page = paths.shown(&paths.takeaway(exercise, language));
    Ok([(page, takeaway), (paths.shown(&paths.solution(exercise)), solution.module)])
}

/// Opens an exercise's module in the student's editor.
pub fn open(args: &Args, named: &Named, editor: Option<&str>) -> Result<Exit, Fault> {
    let session = Session::open(args)?;
    let exercise = current(&session, named.name.as_deref())?.clone();
    change(&session, |progress| {
        progress.current = Some(exercise.name.clone());
        progress.track_mut(&exercise.name).skipped = false;
    })?;
    let named = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let editor = editor.map(str::to_owned).or_else(|| named("VISUAL")).or_else(|| named("EDITOR"));
    let Some(editor) = editor else { return Err(Fault::usage("way-no-editor")) };
    let module = session.paths.exercises().join(format!("{}.rs", exercise.name));
    let ended = process::foreground(&editor, &module).map_err(|why| {
        Fault::usage("way-editor-failed")
            .with("editor", editor.as_str())
            .with("why", why.to_string())
    })?;
    Ok(Exit::passed_if(ended))
}

/// The named exercise, or else the one that is worked on.
pub fn current<'a>(session: &'a Session, name: Option<&str>) -> Result<&'a Exercise, Fault> {
    if let Some(name) = name {
        return session.exercise(name);
    }
    let progress = progress::read(&session.paths);
    let source = |name: &str| source(&session.paths, name);
    let current = progress.current(&session.course.exercises, source);
    current.ok_or_else(|| Fault::ours("fault-empty"))
}

/// The hash of a student's module as it is now.
pub fn source(paths: &Paths, exercise: &str) -> Option<String> {
    let path = paths.exercises().join(format!("{exercise}.rs"));
    Some(cache::key([course::read_module(&path).ok()?.as_bytes()]))
}

/// How an exercise stands, as a mark for lists.
pub fn mark(session: &Session, progress: &Progress, exercise: &Exercise) -> &'static str {
    let source = source(&session.paths, &exercise.name);
    match progress.standing(&exercise.name, source.as_deref()) {
        Standing::Passed => "✓",
        Standing::Changed => "~",
        Standing::Skipped => "-",
        Standing::Open => "·",
    }
}

/// Whether a person is there to be asked.
pub fn can_ask() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

fn change<T>(session: &Session, how: impl FnOnce(&mut Progress) -> T) -> Result<T, Fault> {
    let folder = session.paths.kept();
    progress::change(&session.paths, how).map_err(|why| Fault::disk(Path::new(&folder), &why))
}

fn tell(session: &Session, key: &str, exercise: &Exercise) -> Result<Exit, Fault> {
    let title: &Titled = &exercise.title;
    let file = session.paths.exercises().join(format!("{}.rs", exercise.name));
    let facts = Facts::from([
        ("exercise".to_owned(), exercise.name.as_str().into()),
        ("title".to_owned(), title.in_language(session.texts.language).into()),
        ("file".to_owned(), session.paths.shown(&file).into()),
    ]);
    say(&session.texts.say_with(key, &facts))
}

fn say(sentence: &str) -> Result<Exit, Fault> {
    writeln!(anstream::stdout(), "{sentence}")?;
    Ok(Exit::Passed)
}
