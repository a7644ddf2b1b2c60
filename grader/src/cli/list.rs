//! `grader list`: the exercises, chapter by chapter.

use std::io::Write;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::{args::Args, exit::Exit, fault::Fault, session::Session, way};
use crate::{
    model::{Exercise, Progress},
    progress,
    text::Args as Facts,
};

const BOLD: Style = Style::new().bold();

pub fn run(args: &Args) -> Result<Exit, Fault> {
    let session = Session::open(args)?;
    let (course, language) = (&session.course, session.texts.language);
    let progress = progress::read(&session.paths);
    let mut out = anstream::stdout();
    writeln!(out, "{BOLD}{}{BOLD:#}", course.title.in_language(language))?;
    let widest = course.exercises.iter().map(|exercise| exercise.name.width()).max().unwrap_or(0);
    for chapter in &course.chapters {
        let exercises: Vec<_> =
            course.exercises.iter().filter(|exercise| exercise.chapter == chapter.name).collect();
        if exercises.is_empty() {
            continue;
        }
        writeln!(out, "\n{BOLD}{}{BOLD:#}", chapter.title.in_language(language))?;
        for exercise in exercises {
            writeln!(out, "  {}", line(&session, &progress, exercise, widest))?;
        }
    }
    Ok(Exit::Passed)
}

fn line(session: &Session, progress: &Progress, exercise: &Exercise, widest: usize) -> String {
    let texts = &session.texts;
    let points = Facts::from([("points".to_owned(), exercise.points.into())]);
    let hard = Facts::from([("difficulty".to_owned(), exercise.difficulty.into())]);
    format!(
        "{} {:widest$}  {} ({}, {})",
        way::mark(session, progress, exercise),
        exercise.name,
        exercise.title.in_language(texts.language),
        texts.say_with("points", &points),
        texts.say_with("difficulty", &hard),
    )
}
