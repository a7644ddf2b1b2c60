//! A student's work in one archive: the modules as they are, and a manifest that says what they
//! are and how they stood. Nothing is refused; what looks unfinished is said.

use std::{fs, path::Path, time::SystemTime};

use serde::{Deserialize, Serialize};

use super::{PackError, disk, listing};
use crate::{
    archive::{self, Files, Kind},
    cache,
    course::{self, ModuleError, Paths},
    model::{Course, Progress, Standing, Verdict},
};

/// The name of the manifest in the archive.
pub const MANIFEST: &str = "manifest.json";
const SCHEMA: &str = "async-dojo/submission@1";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub schema: String,
    /// The version of the course that it was written for.
    pub course: String,
    pub modules: Vec<Module>,
}

/// One exercise, in the order of the course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Module {
    pub exercise: String,
    /// The file in the archive; nothing when there was none to take.
    pub file: Option<String>,
    pub blake3: Option<String>,
    pub size: Option<u64>,
    pub standing: State,
}

/// How a module stood when it was packed, as far as the student's grader knew. It grades nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    Missing,
    Unreadable,
    /// The stub, or all that it does is still to do.
    NotWritten,
    NotCompiling,
    /// The source rules do not allow it.
    Refused,
    /// The last verdict on this very file had failed checks.
    Failed,
    /// It passed once and was changed since, and not graded again.
    Changed,
    /// Never graded as it is.
    Unknown,
    Passed,
}

/// The archive's files, with the manifest that describes them.
pub struct Submission {
    pub manifest: Manifest,
    files: Files,
}

/// Collects the modules as they are now.
pub fn collect(
    paths: &Paths,
    course: &Course,
    progress: &Progress,
) -> Result<Submission, PackError> {
    let verdicts = last_verdicts(paths);
    let mut files = Files::new();
    let mut modules = Vec::new();
    for exercise in &course.exercises {
        let name = &exercise.name;
        let file = format!("{name}.rs");
        let path = paths.exercises().join(&file);
        let read = course::read_module(&path);
        let standing = match &read {
            Ok(source) => state(paths, progress, &verdicts, name, source),
            Err(ModuleError::Missing) => State::Missing,
            Err(_) => State::Unreadable,
        };
        // What cannot be read as text is handed in all the same, if it is a file of sane size.
        let bytes = read.map(String::into_bytes).ok().or_else(|| small(&path));
        modules.push(Module {
            exercise: name.clone(),
            file: bytes.as_ref().map(|_| file.clone()),
            blake3: bytes.as_deref().map(listing::hash),
            size: bytes.as_ref().map(|bytes| bytes.len() as u64),
            standing,
        });
        files.extend(bytes.map(|bytes| (file, bytes)));
    }
    let course = listing::course_key(paths, course)?;
    let manifest = Manifest { schema: SCHEMA.to_owned(), course, modules };
    let mut text = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    text.push(b'\n');
    files.insert(MANIFEST.to_owned(), text);
    Ok(Submission { manifest, files })
}

impl Submission {
    /// Writes the archive; over another file only when that is wished.
    pub fn write(&self, kind: Kind, out: &Path, over: bool) -> Result<(), PackError> {
        if !over && fs::symlink_metadata(out).is_ok() {
            return Err(PackError::Exists(out.to_owned()));
        }
        let bytes = archive::write(kind, &self.files).map_err(|why| disk(out, why))?;
        cache::write_whole(out, &bytes).map_err(|why| disk(out, why))
    }
}

fn state(
    paths: &Paths,
    progress: &Progress,
    verdicts: &[Verdict],
    exercise: &str,
    source: &str,
) -> State {
    let stub = fs::read(paths.pristine(exercise)).ok();
    if stub.as_deref() == Some(source.as_bytes()) {
        return State::NotWritten;
    }
    let hash = cache::key([source.as_bytes()]);
    let standing = progress.standing(exercise, Some(&hash));
    if standing == Standing::Passed {
        return State::Passed;
    }
    let known = verdicts.iter().find(|verdict| {
        verdict.exercise == exercise && verdict.source.as_deref() == Some(hash.as_str())
    });
    match known {
        Some(verdict) => of_verdict(verdict),
        None if standing == Standing::Changed => State::Changed,
        None => State::Unknown,
    }
}

fn of_verdict(verdict: &Verdict) -> State {
    let todo = verdict.headline().is_some_and(|finding| finding.id == "todo");
    match &verdict.obstacle {
        _ if verdict.passed() => State::Passed,
        Some(obstacle) if obstacle.is_of_compiler() => State::NotCompiling,
        Some(_) => State::Refused,
        None if todo => State::NotWritten,
        None => State::Failed,
    }
}

/// The verdicts that the grader kept, the latest first.
fn last_verdicts(paths: &Paths) -> Vec<Verdict> {
    let entries = fs::read_dir(paths.built.join("verdicts")).into_iter().flatten().flatten();
    let mut found: Vec<(SystemTime, Verdict)> = entries
        .filter_map(|entry| {
            let changed = entry.metadata().ok()?.modified().ok()?;
            let verdict = serde_json::from_slice(&fs::read(entry.path()).ok()?).ok()?;
            Some((changed, verdict))
        })
        .collect();
    found.sort_by(|(one, _), (other, _)| other.cmp(one));
    found.into_iter().map(|(_, verdict)| verdict).collect()
}

/// A regular file of at most a megabyte.
fn small(path: &Path) -> Option<Vec<u8>> {
    let found = fs::symlink_metadata(path).ok()?;
    (found.is_file() && found.len() <= 1 << 20).then(|| fs::read(path).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Exercise, Titled};

    const NAMES: [&str; 5] = ["broken", "changed", "gone", "passed", "stub"];

    fn course() -> Course {
        let title = || Titled { en: String::new(), ru: String::new() };
        let exercise = |name: &str| Exercise {
            name: name.to_owned(),
            chapter: String::new(),
            points: 1,
            difficulty: 1,
            title: title(),
            ban: Vec::new(),
            needs: Vec::new(),
        };
        let exercises = NAMES.map(exercise).into();
        Course { title: title(), chapters: Vec::new(), exercises }
    }

    fn paths() -> (tempfile::TempDir, Paths) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_owned();
        for name in NAMES {
            let stub = root.join(format!("tests/{name}/stub.rs"));
            cache::write_whole(&stub, b"todo!()").unwrap();
            let module = root.join(format!("exercises/{name}.rs"));
            let text = if name == "stub" { "todo!()" } else { name };
            cache::write_whole(&module, text.as_bytes()).unwrap();
        }
        fs::remove_file(root.join("exercises/gone.rs")).unwrap();
        let paths = Paths { built: root.join("target/dojo"), root };
        (folder, paths)
    }

    fn states(paths: &Paths) -> Vec<State> {
        let mut progress = Progress::default();
        progress.track_mut("passed").passed.push(cache::key([b"passed".as_slice()]));
        progress.track_mut("changed").passed.push("of another text".to_owned());
        let submission = collect(paths, &course(), &progress).unwrap();
        submission.manifest.modules.iter().map(|module| module.standing).collect()
    }

    #[test]
    fn every_module_is_told_as_it_stands() {
        let (_folder, paths) = paths();
        let verdict = serde_json::json!({
            "exercise": "broken", "points": 1, "source": cache::key([b"broken".as_slice()]),
            "checks": [], "findings": [], "millis": 1,
            "obstacle": { "id": "compile-error" },
        });
        let kept = paths.built.join("verdicts/a.json");
        cache::write_whole(&kept, verdict.to_string().as_bytes()).unwrap();
        let told = states(&paths);
        assert_eq!(told[..3], [State::NotCompiling, State::Changed, State::Missing]);
        assert_eq!(told[3..], [State::Passed, State::NotWritten]);
    }

    #[test]
    fn the_archive_holds_what_the_manifest_says() {
        let (_folder, paths) = paths();
        let submission = collect(&paths, &course(), &Progress::default()).unwrap();
        let out = paths.root.join("out.zip");
        submission.write(Kind::Zip, &out, false).unwrap();
        let files =
            archive::read(Kind::Zip, &fs::read(&out).unwrap(), &super::super::CAPS).unwrap();
        let manifest: Manifest = serde_json::from_slice(&files[MANIFEST]).unwrap();
        assert_eq!(manifest, submission.manifest);
        for module in manifest.modules.iter().filter(|module| module.file.is_some()) {
            let bytes = &files[module.file.as_ref().unwrap()];
            assert_eq!(module.blake3, Some(listing::hash(bytes)));
            assert_eq!(module.size, Some(bytes.len() as u64));
        }
        assert_eq!(files.len(), NAMES.len());
    }

    #[test]
    fn a_file_that_is_there_is_not_written_over_unasked() {
        let (_folder, paths) = paths();
        let submission = collect(&paths, &course(), &Progress::default()).unwrap();
        let out = paths.root.join("out.tar.gz");
        fs::write(&out, "mine").unwrap();
        let again = submission.write(Kind::TarGz, &out, false);
        assert!(matches!(again, Err(PackError::Exists(_))));
        assert_eq!(fs::read(&out).unwrap(), b"mine");
        submission.write(Kind::TarGz, &out, true).unwrap();
        assert_ne!(fs::read(&out).unwrap(), b"mine");
    }
}
