//! What may not be in a student's pack: everything that is told only by hidden checks, mutants,
//! accepted alternatives and solutions, and by nothing that a student is shown.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    fs,
    path::{Path, PathBuf},
};

use super::{
    PackError,
    checks::{Side, below},
    content::kept,
    disk, prose,
    sentences::divide,
};
use crate::{
    course::Paths,
    model::{Course, Language},
};

/// Lines of code shorter than this say nothing that two people would not write alike.
pub const TELLING: usize = 32;

/// What is secret, and where it stands.
#[derive(Debug, Default)]
pub struct Secrets {
    /// Names of hidden checks and of mutants.
    pub names: BTreeMap<String, String>,
    /// Keys of findings that only hidden checks tell.
    pub findings: BTreeSet<String>,
    /// Lines of code, each in its plainest spelling.
    pub code: HashMap<String, String>,
    /// Runs of words, by their hash.
    pub words: HashMap<u64, String>,
    /// Timelines of hidden checks.
    pub timelines: BTreeMap<String, String>,
}

/// What a student is shown anyway.
#[derive(Default)]
struct Open {
    names: BTreeSet<String>,
    findings: BTreeSet<String>,
    lines: HashSet<String>,
    words: HashSet<u64>,
    timelines: BTreeSet<String>,
}

impl Secrets {
    pub fn of(paths: &Paths, course: &Course) -> Result<Secrets, PackError> {
        let (mut secrets, mut open) = (Secrets::default(), Open::default());
        for path in open_files(paths, course)? {
            open.text(&read(&path)?);
        }
        open.grader(paths)?;
        for exercise in &course.exercises {
            of_exercise(paths, &exercise.name, &mut secrets, &mut open)?;
        }
        // Taken away at the end, because one exercise may show what another hides.
        secrets.names.retain(|name, _| !open.names.contains(name));
        secrets.findings.retain(|key| !open.findings.contains(key));
        secrets.code.retain(|line, _| !open.lines.contains(line));
        secrets.words.retain(|run, _| !open.words.contains(run));
        secrets.timelines.retain(|timeline, _| !open.timelines.contains(timeline));
        Ok(secrets)
    }

    fn code(&mut self, path: &Path, shown: &str) -> Result<(), PackError> {
        for line in telling(&read(path)?) {
            self.code.entry(line).or_insert_with(|| shown.to_owned());
        }
        Ok(())
    }

    fn prose(&mut self, text: &str, shown: &str) {
        for run in prose::runs_of(text) {
            self.words.entry(run).or_insert_with(|| shown.to_owned());
        }
    }
}

impl Open {
    fn text(&mut self, text: &str) {
        self.lines.extend(text.lines().map(plain));
        self.words.extend(prose::runs_in(text).into_iter().map(|(run, _)| run));
    }

    /// Findings that every exercise may tell have their sentences in the grader.
    fn grader(&mut self, paths: &Paths) -> Result<(), PackError> {
        for language in Language::ALL {
            let path = paths.root.join(format!("grader/locales/{}.ftl", language.code()));
            if path.is_file() {
                let told = divide(&read(&path)?, |_| false).dropped;
                self.findings.extend(told.into_iter().map(|(key, _)| key));
            }
        }
        Ok(())
    }
}

fn of_exercise(
    paths: &Paths,
    exercise: &str,
    secrets: &mut Secrets,
    open: &mut Open,
) -> Result<(), PackError> {
    let (public, hidden) = (Side::public(paths, exercise)?, Side::hidden(paths, exercise)?);
    let judge = paths.judge(exercise);
    open.names.extend(public.checks.iter().cloned());
    for check in hidden.checks.difference(&public.checks) {
        secrets.names.insert(check.clone(), format!("tests/{exercise}/hidden.rs"));
    }
    let mutants = below(&judge.join("mutants"))?;
    for mutant in &mutants {
        let stem = mutant.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        secrets.names.insert(stem, paths.shown(mutant));
    }
    let solution = paths.root.join("solutions").join(format!("{exercise}.rs"));
    let code = hidden.files.iter().chain(&mutants).cloned();
    let code = code.chain(below(&judge.join("accepted"))?).chain([solution]);
    for path in code.filter(|path| path.is_file()) {
        secrets.code(&path, &paths.shown(&path))?;
    }
    for language in Language::ALL {
        sentences(paths, exercise, language, &public, secrets, open)?;
        let takeaway = takeaway(paths, exercise, language);
        if takeaway.is_file() {
            secrets.prose(&read(&takeaway)?, &paths.shown(&takeaway));
        }
    }
    for path in below(&judge.join("snapshots"))? {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some(timeline) = timeline(&read(&path)?) else { continue };
        if public.checks.contains(&stem) {
            open.timelines.insert(timeline);
        } else {
            secrets.timelines.insert(timeline, paths.shown(&path));
        }
    }
    Ok(())
}

fn sentences(
    paths: &Paths,
    exercise: &str,
    language: Language,
    public: &Side,
    secrets: &mut Secrets,
    open: &mut Open,
) -> Result<(), PackError> {
    let path = paths.sentences(exercise, language);
    if !path.is_file() {
        return Ok(());
    }
    let divided = divide(&read(&path)?, |key| kept(public, key));
    open.text(&divided.kept);
    let told = divide(&divided.kept, |_| false).dropped;
    open.findings.extend(told.into_iter().map(|(key, _)| key));
    for (key, text) in divided.dropped {
        secrets.prose(&text, &format!("{}: {key}", paths.shown(&path)));
        if key.starts_with("finding-") {
            secrets.findings.insert(key);
        }
    }
    Ok(())
}

/// What students see of the exercises, and the course's own code under the checks: what stands
/// there may stand in a hidden check as well.
fn open_files(paths: &Paths, course: &Course) -> Result<Vec<PathBuf>, PackError> {
    let tests = paths.root.join("tests");
    let mut files = below(&paths.exercises())?;
    files.extend(below(&tests.join("host"))?);
    files.extend(below(&tests.join("kit/src"))?);
    files.extend(["contract.rs", "host.rs", "bind.rs", "warm.rs"].map(|file| tests.join(file)));
    for exercise in &course.exercises {
        let judge = paths.judge(&exercise.name);
        files.extend(["contract.rs", "bind.rs"].map(|file| judge.join(file)));
        files.extend(Side::public(paths, &exercise.name)?.files);
    }
    files.retain(|file| file.is_file());
    Ok(files)
}

fn takeaway(paths: &Paths, exercise: &str, language: Language) -> PathBuf {
    paths.root.join("solutions").join(match language {
        Language::En => format!("{exercise}.md"),
        Language::Ru => format!("{exercise}.ru.md"),
    })
}

/// The lines of a source that say something, in their plainest spelling. Imports say nothing.
pub fn telling(source: &str) -> Vec<String> {
    let mut importing = false;
    let mut lines = Vec::new();
    for line in source.lines().map(plain) {
        importing |= line.starts_with("use ") || line.starts_with("pub use ");
        if !importing && line.chars().count() >= TELLING {
            lines.push(line.clone());
        }
        importing &= !line.ends_with(';');
    }
    lines
}

/// A line without indentation, with single spaces, and without the mark of a comment.
pub fn plain(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    words.join(" ").trim_start_matches(['/', '!', '#', '*', '>', '-', ' ']).to_owned()
}

/// The timeline of a snapshot, line by line in its plainest spelling. One of a few lines is like
/// many others.
fn timeline(snapshot: &str) -> Option<String> {
    const FEW: usize = 4;
    let (_, body) = snapshot.strip_prefix("---\n")?.split_once("\n---\n")?;
    let lines: Vec<String> = body.lines().map(plain).filter(|line| !line.is_empty()).collect();
    (lines.len() >= FEW).then(|| lines.join("\n"))
}

fn read(path: &Path) -> Result<String, PackError> {
    let bytes = fs::read(path).map_err(|why| disk(path, why))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_and_short_lines_tell_nothing() {
        let source = "use std::{\n    collections::HashMap, sync::atomic::AtomicUsize,\n};\n\
            let x = 1;\n    let  longest = words.iter().map(|word| word.len()).max();\n";
        assert_eq!(telling(source), ["let longest = words.iter().map(|word| word.len()).max();"]);
    }

    #[test]
    fn a_comment_is_known_without_its_mark() {
        assert_eq!(plain("    /// The oven   is hot."), "The oven is hot.");
    }
}
