//! `grader reset`: a stub as it was handed out, after a copy of what stood there was put aside.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use super::{
    args::{Args, Reset},
    exit::Exit,
    fault::Fault,
    session::Session,
    way,
};
use crate::{
    cache,
    course::Paths,
    model::Exercise,
    text::{Args as Facts, Texts},
};

pub fn run(args: &Args, reset: &Reset) -> Result<Exit, Fault> {
    let session = Session::open(args)?;
    if reset.names.is_empty() && !reset.all {
        return Err(Fault::usage("reset-what"));
    }
    let exercises = session.chosen(&reset.names)?;
    for exercise in exercises {
        one(&session, exercise, reset.yes)?;
    }
    Ok(Exit::Passed)
}

fn one(session: &Session, exercise: &Exercise, sure: bool) -> Result<(), Fault> {
    let (paths, texts) = (&session.paths, &session.texts);
    let facts = |name: &str, value: &str| {
        let exercise = exercise.name.as_str().into();
        Facts::from([("exercise".to_owned(), exercise), (name.to_owned(), value.into())])
    };
    let mut out = anstream::stdout();
    if is_pristine(paths, &exercise.name) {
        return Ok(writeln!(out, "{}", texts.say_with("reset-unchanged", &facts("", "")))?);
    }
    if !sure && way::can_ask() && !confirmed(texts, &facts("", ""))? {
        return Ok(writeln!(out, "{}", texts.say_with("reset-kept", &facts("", "")))?);
    }
    match put_back(paths, &exercise.name)? {
        Some(backup) => {
            let shown = paths.shown(&backup);
            writeln!(out, "{}", texts.say_with("reset-done", &facts("backup", &shown)))?;
        }
        None => writeln!(out, "{}", texts.say_with("reset-made", &facts("", "")))?,
    }
    Ok(())
}

/// Puts the stub back and gives where the module's copy lies, if there was a module.
pub fn put_back(paths: &Paths, exercise: &str) -> Result<Option<PathBuf>, Fault> {
    let pristine = paths.pristine(exercise);
    let module = paths.exercises().join(format!("{exercise}.rs"));
    let stub = fs::read(&pristine).map_err(|why| match why.kind() {
        io::ErrorKind::NotFound => Fault::usage("reset-no-stub").with("exercise", exercise),
        _ => Fault::disk(&pristine, &why),
    })?;
    let backup = match fs::read(&module) {
        Ok(written) => Some(put_aside(paths, exercise, &written)?),
        Err(why) if why.kind() == io::ErrorKind::NotFound => None,
        Err(why) => return Err(Fault::disk(&module, &why)),
    };
    cache::write_whole(&module, &stub).map_err(|why| Fault::disk(&module, &why))?;
    Ok(backup)
}

/// Copies into the first free name; an earlier copy is never written over.
fn put_aside(paths: &Paths, exercise: &str, written: &[u8]) -> Result<PathBuf, Fault> {
    let folder = paths.kept().join("backup");
    let free = |path: &PathBuf| !path.exists();
    let names = (1..).map(|number| folder.join(format!("{exercise}-{number}.rs")));
    let backup = names.into_iter().find(free).unwrap_or_else(|| folder.join(exercise));
    cache::write_whole(&backup, written).map_err(|why| Fault::disk(&backup, &why))?;
    Ok(backup)
}

fn is_pristine(paths: &Paths, exercise: &str) -> bool {
    let read = |path: &Path| fs::read(path).ok();
    let stub = read(&paths.pristine(exercise));
    stub.is_some() && stub == read(&paths.exercises().join(format!("{exercise}.rs")))
}

fn confirmed(texts: &Texts, facts: &Facts) -> Result<bool, Fault> {
    write!(anstream::stderr(), "{} ", texts.say_with("reset-sure", facts))?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    Ok(["y", "yes", "д", "да"].contains(&answer.trim().to_lowercase().as_str()))
}
