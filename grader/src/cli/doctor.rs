//! `grader doctor`: what grading needs, and what of it is there.

use std::{io::Write, path::Path};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::{args::Args, exit::Exit, fault::Fault, session::Session};
use crate::{
    grade,
    machine::{self, Missing},
    prepare::{self, Toolchain},
    sandbox::HIGHEST,
    text::Args as Facts,
};

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default();
const NOTE: Style = AnsiColor::Yellow.on_default();

/// With less than this a build of the checks may not end well.
const ENOUGH: u64 = 2 << 30;

/// One line: how it stands, what it is about, and what there is to say.
struct Line {
    style: Style,
    about: &'static str,
    said: String,
}

pub fn run(args: &Args) -> Result<Exit, Fault> {
    let session = Session::open(args)?;
    let lines: Vec<Line> = [toolchain(&session), course(&session), checks(&session)]
        .into_iter()
        .chain(sandbox(&session))
        .chain([processors(), disk(&session)])
        .collect();
    let label = |line: &Line| session.texts.say(line.about);
    let widest = lines.iter().map(|line| label(line).width()).max().unwrap_or(0);
    let mut out = anstream::stdout();
    for line in &lines {
        let (label, style) = (label(line), line.style);
        let mark = mark(style);
        let blank = " ".repeat(widest - label.width());
        writeln!(out, "{style}{mark}{style:#} {label}{blank}  {}", line.said)?;
    }
    Ok(if lines.iter().any(|line| line.style == BAD) { Exit::Ours } else { Exit::Passed })
}

fn mark(style: Style) -> char {
    match style {
        GOOD => '✓',
        BAD => '✗',
        _ => '!',
    }
}

fn toolchain(session: &Session) -> Line {
    let (style, said) = match Toolchain::find() {
        Ok(toolchain) => (GOOD, format!("{} ({})", toolchain.rustc.display(), toolchain.target)),
        Err(why) => (
            BAD,
            Fault::from(prepare::PrepareError::from(why)).told(&session.texts).unwrap_or_default(),
        ),
    };
    Line { style, about: "doctor-toolchain", said }
}

fn course(session: &Session) -> Line {
    let facts = Facts::from([
        ("exercises".to_owned(), session.course.exercises.len().into()),
        ("folder".to_owned(), session.paths.root.display().to_string().into()),
    ]);
    Line {
        style: GOOD,
        about: "doctor-course",
        said: session.texts.say_with("doctor-exercises", &facts),
    }
}

fn checks(session: &Session) -> Line {
    let (style, said) = match prepare::prepared(&session.paths) {
        Ok(Some(_)) => (GOOD, session.texts.say("doctor-built")),
        Ok(None) => (NOTE, session.texts.say("doctor-not-built")),
        Err(why) => (BAD, Fault::from(why).told(&session.texts).unwrap_or_default()),
    };
    Line { style, about: "doctor-checks", said }
}

/// The best tier, and why there is no better one.
fn sandbox(session: &Session) -> Vec<Line> {
    let (sandbox, missing) = machine::best_sandbox(HIGHEST);
    let about = "doctor-sandbox";
    let tier = |tier: u8| ("tier".to_owned(), i64::from(tier).into());
    let key = if sandbox.tier == HIGHEST { "doctor-highest" } else { "doctor-tier" };
    let said = session.texts.say_with(key, &Facts::from([tier(sandbox.tier)]));
    let style = if sandbox.is_none() { NOTE } else { GOOD };
    let mut lines = vec![Line { style, about, said }];
    if let Some(Missing { tier: missing, why }) = missing {
        let facts = Facts::from([tier(missing), ("why".to_owned(), why.into())]);
        let said = session.texts.say_with("doctor-not-higher", &facts);
        lines.push(Line { style: NOTE, about, said });
    }
    lines
}

fn processors() -> Line {
    Line { style: GOOD, about: "doctor-processors", said: grade::cores().to_string() }
}

fn disk(session: &Session) -> Line {
    let folder: &Path = &session.paths.built;
    let (style, said) = match machine::free_space(folder) {
        Ok(bytes) => {
            let facts = Facts::from([
                ("gigabytes".to_owned(), (bytes >> 30).into()),
                ("folder".to_owned(), session.paths.shown(folder).into()),
            ]);
            let style = if bytes < ENOUGH { NOTE } else { GOOD };
            (style, session.texts.say_with("doctor-free", &facts))
        }
        Err(why) => {
            let facts = Facts::from([("why".to_owned(), why.to_string().into())]);
            (NOTE, session.texts.say_with("doctor-unknown", &facts))
        }
    };
    Line { style, about: "doctor-disk", said }
}
