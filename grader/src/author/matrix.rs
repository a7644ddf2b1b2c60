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
    model::{CheckResult, Exercise, Outcome, Verdict},
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
    pub expected: String,
    pub seen: String,
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
        for path in rust_files(&paths.judge(&exercise.name).join(folder))? {
            cells.push(cell(role.clone(), path));
        }
    }
    Ok(cells)
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
            Err(why) => vec![whole("a mutant that can be read", &why)],
            Ok(source) => match mutant::read(&source) {
                Err(why) => vec![whole("a mutant with a header", &why)],
                Ok(header) => of_mutant(verdict, &header),
            },
        },
    }
}

fn of_right(verdict: &Verdict) -> Vec<Complaint> {
    if let Some(obstacle) = &verdict.obstacle {
        return vec![whole("that it runs", &told(obstacle))];
    }
    let failed = verdict.checks.iter().filter(|check| check.outcome != Outcome::Passed);
    failed.map(|check| of_check(check, "passed")).collect()
}

fn of_stub(verdict: &Verdict) -> Vec<Complaint> {
    if let Some(obstacle) = &verdict.obstacle {
        return vec![whole("that it runs", &told(obstacle))];
    }
    let wrong = verdict.checks.iter().filter(|check| finding_id(check) != Some("todo"));
    wrong.map(|check| of_check(check, "todo")).collect()
}

fn of_mutant(verdict: &Verdict, header: &Header) -> Vec<Complaint> {
    if let Some(obstacle) = &verdict.obstacle {
        return vec![whole("that it runs", &told(obstacle))];
    }
    let mut complaints = Vec::new();
    match verdict.check(&header.fails) {
        None => complaints.push(whole(&format!("a check `{}`", header.fails), "none of that name")),
        Some(check) if finding_id(check) != Some(&header.tells) => {
            complaints.push(of_check(check, &header.tells));
        }
        Some(_) => {}
    }
    let headline = verdict.headline().map_or("nothing", |finding| finding.id.as_str());
    if headline != header.tells {
        complaints.push(whole(&format!("the headline {}", header.tells), headline));
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
        complaints
            .extend(verdict.check(name).map(|check| of_check(check, "passed (not in `also`)")));
    }
    for name in listed.difference(&failed) {
        complaints.push(Complaint {
            check: (*name).to_owned(),
            expected: "failed (it is in `also`)".to_owned(),
            seen: verdict.check(name).map_or("no such check", |_| "passed").to_owned(),
        });
    }
    complaints
}

fn finding_id(check: &CheckResult) -> Option<&str> {
    check.finding.as_ref().map(|finding| finding.id.as_str())
}

fn of_check(check: &CheckResult, expected: &str) -> Complaint {
    let seen = match (&check.finding, check.outcome) {
        (Some(finding), _) => told(finding),
        (None, Outcome::Passed) => "passed".to_owned(),
        (None, _) => "not run".to_owned(),
    };
    Complaint { check: check.name.clone(), expected: expected.to_owned(), seen }
}

fn told(finding: &crate::model::Finding) -> String {
    let facts = serde_json::to_string(&finding.facts).unwrap_or_default();
    let place = finding.place.as_ref().map(|place| format!(" at line {}", place.line));
    format!("{} {facts}{}", finding.id, place.unwrap_or_default())
}

fn whole(expected: &str, seen: &str) -> Complaint {
    Complaint { check: String::new(), expected: expected.to_owned(), seen: seen.to_owned() }
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
