//! The matrix: the reference and every accepted alternative pass every check, every mutant fails
//! as it says, the stub scores nothing and is told only that it is not written yet.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use super::mutant::{self, Header};
use crate::{
    course::Paths,
    grade::{GradeError, Grader, Module, Source},
    model::{CheckResult, Exercise, Finding, Outcome, Verdict},
    text::Args,
};

/// What a file is in the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    Reference,
    Accepted,
    Mutant,
    Stub,
}

/// One file that has to behave in a certain way.
#[derive(Clone, Debug)]
pub struct Cell {
    pub exercise: Exercise,
    pub role: Role,
    pub path: PathBuf,
}

/// What a cell did instead of what was expected; empty when it behaved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// The check, or nothing when it is about the whole.
    pub check: String,
    pub expected: Words,
    pub seen: Words,
}

/// What was expected or seen: the key of its sentence, and what fills it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub key: &'static str,
    pub args: Args,
}

/// All cells of an exercise.
pub fn cells(paths: &Paths, exercise: &Exercise) -> io::Result<Vec<Cell>> {
    let file = format!("{}.rs", exercise.name);
    let cell = |role, path| Cell { exercise: exercise.clone(), role, path };
    let mut cells = vec![
        cell(Role::Reference, paths.root.join("solutions").join(&file)),
        cell(Role::Stub, paths.root.join("exercises").join(&file)),
    ];
    for (role, folder) in [(Role::Accepted, "accepted"), (Role::Mutant, "mutants")] {
        let files = rust_files(&paths.judge(&exercise.name).join(folder))?;
        cells.extend(
            files
                .into_iter()
                .filter(|path| !is_elsewhere(path))
                .map(|path| cell(role.clone(), path)),
        );
    }
    Ok(cells)
}

/// Whether a mutant says that it can be caught on another system only.
fn is_elsewhere(path: &Path) -> bool {
    let header = fs::read_to_string(path).ok().and_then(|source| mutant::read(&source));
    header.is_some_and(|header| header.is_elsewhere())
}

/// Judges every cell `repeat` times, a few side by side, and tells each as it is done.
pub fn judge(
    grader: &Grader,
    cells: &[Cell],
    repeat: usize,
    tell: impl Fn(&Cell, &[Complaint]) + Sync,
) -> Result<(), GradeError> {
    let next = AtomicUsize::new(0);
    let failure = Mutex::new(None);
    thread::scope(|scope| {
        for _ in 0..grader.at_once.max(1) {
            scope.spawn(|| {
                while let Some(cell) = cells.get(next.fetch_add(1, Ordering::Relaxed)) {
                    match judge_cell(grader, cell, repeat) {
                        Ok(complaints) => tell(cell, &complaints),
                        Err(why) => {
                            *failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(why);
                            return;
                        }
                    }
                }
            });
        }
    });
    failure.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

/// The complaints of the first repetition that gives any.
fn judge_cell(grader: &Grader, cell: &Cell, repeat: usize) -> Result<Vec<Complaint>, GradeError> {
    let shown = grader.paths.shown(&cell.path);
    let module = Module { source: Source::File(cell.path.clone()), shown };
    let mut found = Vec::new();
    grader.judge_repeatedly(&cell.exercise, &module, repeat.max(1), |verdict| {
        found = complaints(cell, &verdict);
        found.is_empty()
    })?;
    Ok(found)
}

fn complaints(cell: &Cell, verdict: &Verdict) -> Vec<Complaint> {
    match cell.role {
        Role::Reference | Role::Accepted => of_right(verdict),
        Role::Stub => of_stub(verdict),
        Role::Mutant => match fs::read_to_string(&cell.path).map_err(|why| why.to_string()) {
            Err(why) => {
                vec![whole(words("verify-readable"), words("verify-unreadable").with("why", &why))]
            }
            Ok(source) => match mutant::read(&source) {
                None => vec![whole(words("verify-header"), words("verify-no-header"))],
                Some(header) => of_mutant(verdict, &header),
            },
        },
    }
}

fn of_right(verdict: &Verdict) -> Vec<Complaint> {
    if let Some(obstacle) = &verdict.obstacle {
        return vec![whole(words("verify-runs"), told(obstacle))];
    }
    let failed = verdict.checks.iter().filter(|check| check.outcome != Outcome::Passed);
    failed.map(|check| of_check(check, words("verify-passed"))).collect()
}

fn of_stub(verdict: &Verdict) -> Vec<Complaint> {
    if let Some(obstacle) = &verdict.obstacle {
        return vec![whole(words("verify-runs"), told(obstacle))];
    }
    let wrong = verdict.checks.iter().filter(|check| finding_id(check) != Some("todo"));
    wrong.map(|check| of_check(check, id("todo"))).collect()
}

fn of_mutant(verdict: &Verdict, header: &Header) -> Vec<Complaint> {
    if let Some(obstacle) = &verdict.obstacle {
        return vec![whole(words("verify-runs"), told(obstacle))];
    }
    let mut complaints = Vec::new();
    match verdict.check(&header.fails) {
        None => {
            let wanted = words("verify-check").with("name", &header.fails);
            complaints.push(whole(wanted, words("verify-no-check")));
        }
        Some(check) if finding_id(check) != Some(&header.tells) => {
            complaints.push(of_check(check, id(&header.tells)));
        }
        Some(_) => {}
    }
    let headline = verdict.headline().map(|finding| finding.id.as_str());
    if headline != Some(&header.tells) {
        let wanted = words("verify-headline").with("name", &header.tells);
        complaints.push(whole(wanted, headline.map_or(words("verify-nothing"), id)));
    }
    complaints.extend(of_others(verdict, header));
    complaints
}

/// The checks that fail beside the named one, held against the header's list.
fn of_others(verdict: &Verdict, header: &Header) -> Vec<Complaint> {
    let failed = verdict.checks.iter().filter(|check| check.outcome != Outcome::Passed);
    let failed: BTreeSet<&str> =
        failed.map(|check| check.name.as_str()).filter(|name| *name != header.fails).collect();
    let listed: BTreeSet<&str> = header.also.iter().map(String::as_str).collect();
    let mut complaints = Vec::new();
    for name in failed.difference(&listed) {
        let unlisted = |check| of_check(check, words("verify-passed-unlisted"));
        complaints.extend(verdict.check(name).map(unlisted));
    }
    for name in listed.difference(&failed) {
        let seen = verdict.check(name).map_or("verify-no-check", |_| "verify-passed");
        complaints.push(Complaint {
            check: (*name).to_owned(),
            expected: words("verify-failed-listed"),
            seen: words(seen),
        });
    }
    complaints
}

fn finding_id(check: &CheckResult) -> Option<&str> {
    check.finding.as_ref().map(|finding| finding.id.as_str())
}

fn of_check(check: &CheckResult, expected: Words) -> Complaint {
    let seen = match (&check.finding, check.outcome) {
        (Some(finding), _) => told(finding),
        (None, Outcome::Passed) => words("verify-passed"),
        (None, _) => words("verify-not-run"),
    };
    Complaint { check: check.name.clone(), expected, seen }
}

fn told(finding: &Finding) -> Words {
    let facts = serde_json::to_string(&finding.facts).unwrap_or_default();
    let key = if finding.place.is_some() { "verify-found-at" } else { "verify-found" };
    let line = finding.place.as_ref().map(|place| place.line.to_string()).unwrap_or_default();
    words(key).with("name", &finding.id).with("facts", &facts).with("line", &line)
}

fn whole(expected: Words, seen: Words) -> Complaint {
    Complaint { check: String::new(), expected, seen }
}

/// A finding by its name.
fn id(name: &str) -> Words {
    words("verify-finding").with("name", name)
}

fn words(key: &'static str) -> Words {
    Words { key, args: Args::new() }
}

impl Words {
    fn with(mut self, name: &str, text: &str) -> Words {
        self.args.insert(name.to_owned(), text.into());
        self
    }
}

fn rust_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(why) => return Err(why),
    };
    let mut files: Vec<PathBuf> =
        entries.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "rs"));
    files.sort();
    Ok(files)
}
