//! `grader pack student`, `grader submit` and `grader update`: what goes out to students, what
//! they hand in, and how a newer course comes to them.

use std::{
    env,
    io::Write,
    path::{Path, PathBuf},
};

use anstyle::{AnsiColor, Style};

use super::{
    args::{Args, Pack, Student, Submit, Update},
    exit::Exit,
    fault::Fault,
    session::Session,
};
use crate::{
    archive::Kind,
    pack::{
        self, Leak, Listing, PackError, What,
        submission::{self, Module, State},
        update::{self, Change, Done},
    },
    progress,
    text::{Args as Facts, Texts},
};

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default();
const WARN: Style = AnsiColor::Yellow.on_default();

pub fn pack(args: &Args, pack: &Pack) -> Result<Exit, Fault> {
    match pack {
        Pack::Student(wanted) => student(args, wanted),
    }
}

fn student(args: &Args, wanted: &Student) -> Result<Exit, Fault> {
    let session = Session::open(args)?;
    let (paths, texts) = (&session.paths, &session.texts);
    if session.is_pack() {
        return Err(Fault::usage("pack-of-pack"));
    }
    let out = here(&wanted.out)?;
    let made = pack::student(paths, &session.course, &out, wanted.with_solutions, wanted.force);
    let mut stdout = anstream::stdout();
    match made {
        Err(PackError::Leaks(leaks)) => {
            let mut stderr = anstream::stderr();
            for leak in &leaks {
                writeln!(stderr, "{BAD}✗{BAD:#} {}", leaked(texts, leak))?;
            }
            let leaks = Facts::from([("leaks".to_owned(), leaks.len().into())]);
            writeln!(stderr, "{}", texts.say_with("pack-leaks", &leaks))?;
            Ok(Exit::Failed)
        }
        made => {
            let mut facts = Facts::from([("files".to_owned(), made?.into())]);
            facts.insert("out".to_owned(), wanted.out.display().to_string().into());
            writeln!(stdout, "{}", texts.say_with("pack-written", &facts))?;
            Ok(Exit::Passed)
        }
    }
}

fn leaked(texts: &Texts, leak: &Leak) -> String {
    let place = leak.line.map_or(leak.path.clone(), |line| format!("{}:{line}", leak.path));
    let facts = Facts::from([
        ("place".to_owned(), place.into()),
        ("seen".to_owned(), leak.seen.as_str().into()),
        ("from".to_owned(), leak.from.as_str().into()),
    ]);
    let key = match leak.what {
        What::File => "pack-leak-file",
        What::Name => "pack-leak-name",
        What::Finding => "pack-leak-finding",
        What::Code => "pack-leak-code",
        What::Words => "pack-leak-words",
        What::Timeline => "pack-leak-timeline",
    };
    texts.say_with(key, &facts)
}

/// Packs the modules to be handed in.
pub fn submit(args: &Args, wanted: &Submit) -> Result<Exit, Fault> {
    let session = Session::open(args)?;
    let out = here(&wanted.out)?;
    let shown = wanted.out.display().to_string();
    let kind = Kind::of(&out);
    let kind = kind.ok_or_else(|| Fault::usage("submit-ending").with("out", shown.as_str()))?;
    let progress = progress::read(&session.paths);
    let submission = submission::collect(&session.paths, &session.course, &progress)?;
    submission.write(kind, &out, wanted.force)?;
    let (texts, mut stdout) = (&session.texts, anstream::stdout());
    let modules = &submission.manifest.modules;
    for module in modules {
        writeln!(stdout, "{}", handed_in(texts, module))?;
    }
    let taken = modules.iter().filter(|module| module.file.is_some()).count();
    let unfinished = modules.iter().filter(|module| module.standing != State::Passed).count();
    let facts = Facts::from([
        ("out".to_owned(), shown.into()),
        ("modules".to_owned(), taken.into()),
        ("unfinished".to_owned(), unfinished.into()),
    ]);
    writeln!(stdout, "{}", texts.say_with("submit-written", &facts))?;
    Ok(Exit::Passed)
}

fn handed_in(texts: &Texts, module: &Module) -> String {
    let (mark, style) = match module.standing {
        State::Passed => ("✓", GOOD),
        State::Unknown | State::Failed => ("·", WARN),
        _ => ("!", BAD),
    };
    let state = texts.say(match module.standing {
        State::Passed => "state-passed",
        State::Missing => "submit-missing",
        State::Unreadable => "submit-unreadable",
        State::NotWritten => "submit-not-written",
        State::NotCompiling => "submit-not-compiling",
        State::Refused => "submit-refused",
        State::Failed => "submit-failed",
        State::Changed => "submit-changed",
        State::Unknown => "submit-unknown",
    });
    format!("{style}{mark}{style:#} {}: {state}", module.exercise)
}

/// Brings a newer pack into this one.
pub fn update(args: &Args, wanted: &Update) -> Result<Exit, Fault> {
    let session = Session::open(args)?;
    let (paths, texts) = (&session.paths, &session.texts);
    if Listing::read(&paths.root).is_none() {
        return Err(Fault::usage("update-no-pack"));
    }
    let changes = update::update(paths, &here(&wanted.pack)?)?;
    let mut out = anstream::stdout();
    for change in &changes {
        writeln!(out, "{}", changed(&session, change))?;
    }
    let count = |done| changes.iter().filter(|change| change.done == done).count();
    let facts = Facts::from([
        ("added".to_owned(), count(Done::Added).into()),
        ("changed".to_owned(), count(Done::Changed).into()),
        ("removed".to_owned(), count(Done::Removed).into()),
        ("kept".to_owned(), count(Done::Kept).into()),
    ]);
    writeln!(out, "{}", texts.say_with("update-done", &facts))?;
    Ok(Exit::Passed)
}

fn changed(session: &Session, change: &Change) -> String {
    let texts = &session.texts;
    let (key, style) = match change.done {
        Done::Added => ("update-added", GOOD),
        Done::Changed => ("update-changed", WARN),
        Done::Removed => ("update-removed", BAD),
        Done::Kept => ("update-kept", GOOD),
    };
    let path = Facts::from([("path".to_owned(), change.path.as_str().into())]);
    let text = format!("{style}{}{style:#}", texts.say_with(key, &path));
    let Some(backup) = &change.backup else { return text };
    let backup = Facts::from([("backup".to_owned(), session.paths.shown(backup).into())]);
    format!("{text} {}", texts.say_with("update-backup", &backup))
}

fn here(path: &Path) -> Result<PathBuf, Fault> {
    let here = env::current_dir().map_err(|why| Fault::disk(path, &why))?;
    // A path that ends in a slash has a name all the same.
    Ok(here.join(path).components().collect())
}
