//! One submission: from the file of each module to its verdict, stage after stage. What happens
//! is told as events; how it is shown is decided by whoever hears them.

mod deep;
mod library;
mod many;

use std::{
    cmp::Reverse,
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    thread,
    time::Instant,
};

use kit::record::{Checked, ListedCheck};

use crate::{
    cache::{self, Cache},
    compile::{CompileError, Scratch},
    course::{self, Paths},
    diagnose,
    model::{Build, CheckResult, Event, Exercise, Finding, Language, Need, Outcome, Verdict},
    process::Stop,
    sandbox::Sandbox,
    worker::{Job, Worker, WorkerError},
};
pub use many::Task;

use library::{Library, Underway};

/// Raised when the same file and checks may get another verdict than before.
const JUDGEMENT: &str = "2";

/// Why there is no verdict: our own failures, or a wish. A submission's failures are verdicts.
#[derive(Debug, thiserror::Error)]
pub enum GradeError {
    #[error(transparent)]
    Compile(#[from] CompileError),
    #[error(transparent)]
    Worker(#[from] WorkerError),
    #[error("{path}: {why}")]
    Disk { path: PathBuf, why: io::Error },
    #[error(
        "the host holds no checks of `{0}`; its folder and its line in tests/host.rs belong together"
    )]
    NoChecks(String),
    #[error("the check `{check}` of `{exercise}` was never answered")]
    Unanswered { exercise: String, check: String },
    #[error("stopped, as somebody asked for")]
    Stopped,
}

/// Everything that grading needs to know.
#[derive(Clone, Copy)]
pub struct Grader<'a> {
    pub paths: &'a Paths,
    pub build: &'a Build,
    /// Where verdicts are kept; `None` to judge everything anew.
    pub kept: Option<&'a Cache>,
    /// Whether nothing of an earlier module may be of use to the compiler.
    pub anew: bool,
    /// How many modules are graded side by side.
    pub at_once: usize,
    /// Whether check processes are forked, where there is fork.
    pub fork: bool,
    /// What submissions are compiled and run in.
    pub sandbox: &'a Sandbox,
    /// Ends what is under way.
    pub stop: &'a Stop,
}

/// One module to be graded.
pub struct Module {
    pub source: Source,
    /// The path that messages show.
    pub shown: String,
}

/// Where the text of a module comes from.
pub enum Source {
    /// A file, read when its turn comes.
    File(PathBuf),
    /// Read already, or why there is no text.
    Read(Result<String, Box<Finding>>),
}

impl Grader<'_> {
    /// Grades one module.
    pub fn grade_one(
        &self,
        exercise: &Exercise,
        module: &Module,
        mut tell: impl FnMut(Event),
    ) -> Result<Verdict, GradeError> {
        let begin = Instant::now();
        tell(Event::Grading { exercise: exercise.name.clone() });
        let Judged { mut verdict, key, underway } = self.judged(exercise, module, &mut tell)?;
        verdict.millis = millis_since(begin);
        tell(Event::Graded { verdict: Box::new(verdict.clone()) });
        // Whoever waits for the verdict has it; now there is time to put things away.
        if let Some((kept, key)) = key {
            // A verdict that could not be kept is found again next time.
            let _ = kept.put(&key, &verdict);
        }
        if let Some(underway) = underway {
            underway.put_away();
        }
        Ok(verdict)
    }

    fn judged(
        &self,
        exercise: &Exercise,
        module: &Module,
        tell: &mut impl FnMut(Event),
    ) -> Result<Judged<'_>, GradeError> {
        let source = match module.text() {
            Ok(source) => source,
            Err(why) => return Ok(Judged::only(self.obstacle(exercise, vec![*why])?)),
        };
        let material = self.material(exercise, source)?;
        let key = self.kept.map(|kept| (kept, self.key(exercise, module, &material)));
        if let Some(verdict) = key.as_ref().and_then(|(kept, key)| kept.get::<Verdict>(key)) {
            return Ok(Judged::only(Verdict { kept: true, ..verdict }));
        }
        let judged = self.judge(exercise, module, &material, tell);
        if self.stop.asked() {
            // Whatever was left behind by programs that were killed says nothing.
            return Err(GradeError::Stopped);
        }
        let (verdict, underway) = judged?;
        let source = Some(cache::key([material.source.as_bytes()]));
        let verdict = Verdict { source, ..verdict };
        Ok(Judged { verdict, key, underway: Some(underway) })
    }

    /// The stages: lint, compile, run, diagnose.
    fn judge(
        &self,
        exercise: &Exercise,
        module: &Module,
        material: &Material,
        tell: &mut impl FnMut(Event),
    ) -> Result<(Verdict, Underway), GradeError> {
        let (compiler, mut underway) = self.start(exercise, module)?;
        let verdict = match library::make(exercise, module, material, compiler, &mut underway)? {
            Err(findings) => self.obstacle(exercise, findings)?,
            Ok(library) => self.verdict_of(exercise, &library, &mut underway, tell)?,
        };
        Ok((verdict, underway))
    }

    /// Compiles one module and judges it so many times; `each` says whether to go on.
    pub fn judge_repeatedly(
        &self,
        exercise: &Exercise,
        module: &Module,
        times: usize,
        mut each: impl FnMut(Verdict) -> bool,
    ) -> Result<(), GradeError> {
        let source = match module.text() {
            Ok(source) => source,
            Err(why) => {
                each(self.obstacle(exercise, vec![*why])?);
                return Ok(());
            }
        };
        let material = self.material(exercise, source)?;
        let (compiler, mut underway) = self.start(exercise, module)?;
        let library = match library::make(exercise, module, &material, compiler, &mut underway)? {
            Ok(library) => library,
            Err(findings) => {
                each(self.obstacle(exercise, findings)?);
                return Ok(());
            }
        };
        for _ in 0..times {
            if !each(self.verdict_of(exercise, &library, &mut underway, &mut |_| {})?) {
                break;
            }
        }
        Ok(())
    }

    fn verdict_of(
        &self,
        exercise: &Exercise,
        library: &Library,
        underway: &mut Underway,
        tell: &mut impl FnMut(Event),
    ) -> Result<Verdict, GradeError> {
        let scratch = &underway.scratch;
        let started = underway.worker.take();
        let mut worker = started.map_or_else(|| self.worker(scratch), Ok)?;
        let checks = self.run(exercise, library, scratch, &mut worker, tell)?;
        if let Some(mut rest) = underway.rest.take() {
            rest.finished()?;
        }
        underway.done = Some(worker);
        let findings = diagnose::best_first(&checks);
        let warnings = match findings.as_slice() {
            [] => Vec::new(),
            _ => diagnose::telling_warnings(&library.warnings),
        };
        Ok(Verdict { checks, findings, warnings, ..self.nothing_yet(exercise)? })
    }

    fn run(
        &self,
        exercise: &Exercise,
        library: &Library,
        scratch: &Scratch,
        worker: &mut Worker,
        tell: &mut impl FnMut(Event),
    ) -> Result<Vec<CheckResult>, GradeError> {
        let listed = self.checks(exercise)?;
        let known = scratch.times();
        let mut names: Vec<String> = listed.iter().map(|check| check.name.clone()).collect();
        names.sort_by_key(|name| Reverse(known.get(name).copied().unwrap_or(u64::MAX)));
        // While one ends, another begins.
        let at_once = cores() + 1;
        let temp = scratch.temp();
        let job = Job {
            exercise: &exercise.name,
            library: &library.path,
            checks: names,
            at_once,
            fork: self.fork,
            files: exercise.needs.contains(&Need::Files).then_some(temp.as_path()),
        };
        let mut results: HashMap<String, CheckResult> = HashMap::new();
        worker.run(&job, |checked| {
            if let Some(result) = self.result(exercise, listed, checked) {
                let check = Box::new(result.clone());
                tell(Event::Checked { exercise: exercise.name.clone(), check });
                results.insert(result.name.clone(), result);
            }
        })?;
        let times = results.iter().map(|(name, result)| (name.clone(), result.micros));
        scratch.remember_times(&times.collect());
        listed
            .iter()
            .map(|check| {
                results.remove(&check.name).ok_or_else(|| GradeError::Unanswered {
                    exercise: exercise.name.clone(),
                    check: check.name.clone(),
                })
            })
            .collect()
    }

    fn result(
        &self,
        exercise: &Exercise,
        listed: &[ListedCheck],
        checked: Checked,
    ) -> Option<CheckResult> {
        let check = listed.iter().find(|check| check.name == checked.check)?;
        let expected = course::read_snapshot(self.paths, &exercise.name, &check.name);
        Some(diagnose::result(check, checked, expected))
    }

    fn obstacle(&self, exercise: &Exercise, findings: Vec<Finding>) -> Result<Verdict, GradeError> {
        let obstacle = findings.first().cloned();
        Ok(Verdict { obstacle, findings, ..self.nothing_yet(exercise)? })
    }

    fn nothing_yet(&self, exercise: &Exercise) -> Result<Verdict, GradeError> {
        let not_run = |check: &ListedCheck| CheckResult {
            name: check.name.clone(),
            hidden: check.hidden,
            outcome: Outcome::NotRun,
            finding: None,
            trace: None,
            expected: None,
            output: String::new(),
            micros: 0,
        };
        Ok(Verdict {
            exercise: exercise.name.clone(),
            points: exercise.points,
            source: None,
            checks: self.checks(exercise)?.iter().map(not_run).collect(),
            obstacle: None,
            findings: Vec::new(),
            warnings: Vec::new(),
            millis: 0,
            kept: false,
        })
    }

    fn checks(&self, exercise: &Exercise) -> Result<&[ListedCheck], GradeError> {
        let listing = self.build.listing(&exercise.name);
        let checks = listing.map(|listing| listing.checks.as_slice()).unwrap_or_default();
        if checks.is_empty() {
            return Err(GradeError::NoChecks(exercise.name.clone()));
        }
        Ok(checks)
    }

    fn material(&self, exercise: &Exercise, source: String) -> Result<Material, GradeError> {
        let path = self.paths.bind(&exercise.name);
        let bind = fs::read_to_string(&path).map_err(|why| GradeError::Disk { path, why })?;
        // Without its statement an exercise can be graded all the same.
        let statement = course::read_statement(self.paths, &exercise.name, Language::En);
        let signatures = statement.map(|statement| statement.signatures).unwrap_or_default();
        Ok(Material { source, bind, signatures })
    }

    fn key(&self, exercise: &Exercise, module: &Module, material: &Material) -> String {
        let mut parts: Vec<Vec<u8>> = vec![
            JUDGEMENT.into(),
            self.build.key.clone().into(),
            self.sandbox.tier.to_string().into(),
            serde_json::to_vec(exercise).unwrap_or_default(),
            module.shown.clone().into(),
            material.source.clone().into(),
            material.bind.clone().into(),
            material.signatures.clone().into(),
        ];
        let checks = self.build.listing(&exercise.name).into_iter().flat_map(|all| &all.checks);
        parts.extend(checks.map(|check| {
            course::read_snapshot(self.paths, &exercise.name, &check.name)
                .unwrap_or_default()
                .into()
        }));
        cache::key(parts.iter().map(Vec::as_slice))
    }
}

/// A verdict, where it is to be kept, and what is still to be put away.
struct Judged<'a> {
    verdict: Verdict,
    key: Option<(&'a Cache, String)>,
    underway: Option<Underway>,
}

impl Judged<'_> {
    /// A verdict that nothing had to be run for.
    fn only(verdict: Verdict) -> Self {
        Judged { verdict, key: None, underway: None }
    }
}

/// What an exercise's verdict is made from.
struct Material {
    source: String,
    bind: String,
    signatures: String,
}

impl Module {
    pub fn in_folder(paths: &Paths, folder: &Path, exercise: &str) -> Module {
        let path = folder.join(format!("{exercise}.rs"));
        Module { shown: paths.shown(&path), source: Source::File(path) }
    }

    fn text(&self) -> Result<String, Box<Finding>> {
        match &self.source {
            Source::File(path) => course::read_module(path)
                .map_err(|why| Box::new(diagnose::unreadable(&why, &self.shown))),
            Source::Read(read) => read.clone(),
        }
    }
}

/// Processors to use.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(2, std::num::NonZeroUsize::get)
}

fn millis_since(begin: Instant) -> u64 {
    u64::try_from(begin.elapsed().as_millis()).unwrap_or(u64::MAX)
}
