//! What was typed, resolved against the world: the course, the language, the screen, the build.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::Instant,
};

use super::{
    args::{Args, Sandboxed, Spoken},
    fault::Fault,
};
use crate::{
    cache::Cache,
    course::{self, Paths},
    grade::{self, Grader},
    machine::{self, Missing},
    model::{Build, Course, Event, Exercise, Language},
    pack::Listing,
    prepare::{self, Prepared},
    process::Stop,
    report::{Bar, Screen},
    sandbox::{HIGHEST, Sandbox},
    text::{self, Texts},
};

/// A course, opened.
pub struct Session {
    pub paths: Paths,
    pub course: Course,
    pub texts: Texts,
    fork: bool,
    /// None, unless a command takes one.
    pub sandbox: Sandbox,
    /// Nobody asks for it, unless a command does.
    stop: Stop,
}

/// The grader's own sentences in the language that is wanted.
pub fn texts(asked: Option<Spoken>) -> Texts {
    let variable = env::var("DOJO_LANG").ok();
    Texts::new(text::language(asked.map(Into::into), variable.as_deref()))
}

/// The grader's sentences and those of every exercise, in one language.
pub fn spoken(paths: &Paths, course: &Course, language: Language) -> Texts {
    let mut texts = Texts::new(language);
    for exercise in &course.exercises {
        let path = paths.sentences(&exercise.name, language);
        // A course without its sentences is still graded; a test keeps them complete.
        texts.add(&exercise.name, move || fs::read_to_string(path).unwrap_or_default());
    }
    texts
}

impl Session {
    pub fn open(args: &Args) -> Result<Session, Fault> {
        let here = env::current_dir().map_err(|why| Fault::disk(Path::new("."), &why))?;
        let start = args.course.as_ref().map_or(here.clone(), |named| here.join(named));
        let paths = Paths::find(&start, built(&here))?;
        let course = course::read_catalogue(&paths)?;
        if course.exercises.is_empty() {
            return Err(Fault::ours("fault-empty"));
        }
        let texts = spoken(&paths, &course, texts(args.lang).language);
        let (fork, sandbox) = (!args.no_fork, Sandbox::none());
        Ok(Session { paths, course, texts, fork, sandbox, stop: Stop::default() })
    }

    /// Whether this is what students receive, without anything hidden.
    pub fn is_pack(&self) -> bool {
        Listing::read(&self.paths.root).is_some()
    }

    /// The named exercises in the course's order; all of them when none is named.
    pub fn chosen(&self, names: &[String]) -> Result<Vec<&Exercise>, Fault> {
        for name in names {
            self.exercise(name)?;
        }
        let wanted = |exercise: &&Exercise| names.is_empty() || names.contains(&exercise.name);
        Ok(self.course.exercises.iter().filter(wanted).collect())
    }

    pub fn exercise(&self, name: &str) -> Result<&Exercise, Fault> {
        self.course.exercise(name).ok_or_else(|| self.unknown(name))
    }

    fn unknown(&self, name: &str) -> Fault {
        /// Below this, names have nothing in common.
        const ALIKE: f64 = 0.7;
        let alike = |known: &str| strsim::jaro_winkler(known, name);
        let names = self.course.exercises.iter().map(|exercise| exercise.name.as_str());
        let nearest = names.max_by(|a, b| alike(a).total_cmp(&alike(b)));
        match nearest.filter(|nearest| alike(nearest) >= ALIKE) {
            Some(near) => Fault::usage("fault-unknown-near").with("name", name).with("near", near),
            None => Fault::usage("fault-unknown").with("name", name),
        }
    }

    /// The folder of modules to grade.
    pub fn folder(&self, from: Option<&PathBuf>) -> Result<PathBuf, Fault> {
        let Some(from) = from else { return Ok(self.paths.exercises()) };
        let here = env::current_dir().map_err(|why| Fault::disk(from, &why))?;
        let folder = here.join(from);
        if folder.is_dir() {
            Ok(folder)
        } else {
            Err(Fault::usage("fault-no-folder").with("folder", from.display().to_string()))
        }
    }

    /// Takes the sandbox that was asked for, or fails: what cannot be kept is not promised.
    pub fn take_sandbox(&mut self, wanted: Sandboxed, default: u8) -> Result<(), Fault> {
        let required = wanted.require_sandbox.unwrap_or(0);
        let most = if required > 0 { HIGHEST } else { default };
        let (sandbox, missing) = match wanted.sandbox {
            None => machine::best_sandbox(most),
            Some(tier) => {
                (machine::sandbox(tier).map_err(|why| no_sandbox(&Missing { tier, why }))?, None)
            }
        };
        if sandbox.tier < required {
            let asked = Missing { tier: required, why: String::new() };
            return Err(no_sandbox(&missing.unwrap_or(asked)));
        }
        self.sandbox = sandbox;
        Ok(())
    }

    /// A grader for this course. It judges anew what `kept` does not hold.
    pub fn grader<'a>(&'a self, build: &'a Build, kept: Option<&'a Cache>) -> Grader<'a> {
        let (paths, at_once) = (&self.paths, grade::cores());
        let (fork, sandbox, stop) = (self.fork, &self.sandbox, &self.stop);
        Grader { paths, build, kept, anew: false, at_once, fork, sandbox, stop }
    }

    /// The prepared build, with a bar while it is made.
    pub fn build_shown(&self) -> Result<Prepared, Fault> {
        let mut bar = Bar::new();
        self.build(|event| bar.hear(&event, &self.texts))
    }

    /// The prepared build, told while it is made.
    pub fn build(&self, mut tell: impl FnMut(Event)) -> Result<Prepared, Fault> {
        let begin = Instant::now();
        let mut anew = false;
        let build = prepare::prepare(&self.paths, |step| {
            anew = true;
            let part = step.part.to_owned();
            tell(Event::Preparing { done: step.done, total: step.total, part });
        })?;
        if anew {
            let millis = u64::try_from(begin.elapsed().as_millis()).unwrap_or(u64::MAX);
            tell(Event::Prepared { millis });
        }
        Ok(build)
    }
}

/// A tier that was asked for and cannot be had.
fn no_sandbox(missing: &Missing) -> Fault {
    let why = match missing.why.as_str() {
        "" => "--sandbox",
        why => why,
    };
    Fault::ours("fault-no-sandbox").with("tier", i64::from(missing.tier)).with("why", why)
}

/// The screen that reports are written for.
pub fn screen() -> Screen {
    /// Where there is no terminal, lines of a usual length.
    const COLUMNS: usize = 80;
    let columns = terminal_size::terminal_size().map_or(COLUMNS, |(width, _)| width.0.into());
    Screen { columns }
}

/// Where to build: as cargo's users expect, beside everything else that is built.
fn built(here: &Path) -> Option<PathBuf> {
    let own = env::var_os("DOJO_TARGET_DIR").map(PathBuf::from);
    let cargo = || env::var_os("CARGO_TARGET_DIR").map(|folder| Path::new(&folder).join("dojo"));
    own.or_else(cargo).map(|folder| here.join(folder))
}
