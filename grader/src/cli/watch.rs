//! `grader watch`: one screen that follows the student's saves.

use std::{
    env,
    io::{self, IsTerminal},
    path::Path,
};

use super::{
    args::{Args, Watch},
    exit::Exit,
    fault::Fault,
    reset,
    session::{self, Session},
};
use crate::{
    cache::Cache,
    model::Language,
    watch::{self, Setup, WatchError},
};

pub fn run(args: &Args, wanted: &Watch) -> Result<Exit, Fault> {
    let session = Session::open(args)?;
    let named = wanted.name.as_deref().map(|name| session.exercise(name)).transpose()?;
    if !io::stdout().is_terminal() {
        return Err(Fault::usage("watch-no-terminal"));
    }
    let build = session.build_shown()?;
    let kept = Cache::new(session.paths.built.join("verdicts"));
    watch::run(Setup {
        grader: session.grader(&build, Some(&kept)),
        course: &session.course,
        texts: Language::ALL
            .map(|language| session::spoken(&session.paths, &session.course, language)),
        language: session.texts.language,
        colour: !args.no_color && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        poll: wanted.poll,
        named: named.map(|exercise| exercise.name.clone()),
        reset: &|exercise| put_back(&session, exercise),
    })?;
    Ok(Exit::Passed)
}

/// Puts a stub back and says where the copy of the module lies, or why it could not be.
fn put_back(session: &Session, exercise: &str) -> (&'static str, String) {
    match reset::put_back(&session.paths, exercise) {
        Ok(Some(backup)) => ("watch-reset", session.paths.shown(&backup)),
        Ok(None) => ("watch-reset-made", exercise.to_owned()),
        Err(fault) => ("watch-failed", fault.told(&session.texts).unwrap_or_default()),
    }
}

impl From<WatchError> for Fault {
    fn from(why: WatchError) -> Fault {
        match why {
            WatchError::Screen(why) => Fault::disk(Path::new("/dev/tty"), &why),
            WatchError::Silent => Fault::ours("fault-other").with("why", why.to_string()),
        }
    }
}
