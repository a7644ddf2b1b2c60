//! What a student receives, file by file, from a list of what is allowed. Nothing that is not on
//! the list comes along, whatever lies beside it.

use std::{fs, path::Path};

use super::{
    PackError,
    checks::{Side, below},
    disk,
    listing::{self, Listing, course_key},
    manifests,
    sentences::divide,
};
use crate::{
    archive::Files,
    course::{self, Paths, Solution},
    model::{Course, Exercise, Language},
};

/// Files at fixed places that go as they are. One that the course does not have is not missed
/// here; a pack that cannot be built is noticed by its own test.
const AS_THEY_ARE: [&str; 20] = [
    ".cargo/config.toml",
    ".devcontainer/devcontainer.json",
    ".gitignore",
    ".vscode/extensions.json",
    ".vscode/settings.json",
    "LICENSE",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "clippy.toml",
    "docs/editors.md",
    "exercises/Cargo.toml",
    "exercises/course.toml",
    "exercises/lib.rs",
    "grader/build.rs",
    "rustfmt.toml",
    "tests/Cargo.toml",
    "tests/bind.rs",
    "tests/contract.rs",
    "tests/host.rs",
    "tests/warm.rs",
];
/// Folders of which every file with one of these endings goes.
const FOLDERS: [(&str, &[&str]); 4] = [
    ("grader/locales", &["ftl"]),
    ("grader/src", &["rs", "md", "css", "html", "js", "svg"]),
    ("tests/host", &["rs"]),
    ("tests/kit/src", &["rs"]),
];
/// What `cargo test` runs in a pack: that it is whole. It holds in the repository as well.
const OWN_TEST: (&str, &str) = ("grader/tests/facts/whole.rs", "grader/tests/whole.rs");

/// The files of a student's pack.
pub fn student(paths: &Paths, course: &Course, with_solutions: bool) -> Result<Files, PackError> {
    let mut pack = Pack { paths, files: Files::new() };
    for file in AS_THEY_ARE {
        pack.copy(file, file)?;
    }
    for (folder, endings) in FOLDERS {
        pack.folder(folder, endings)?;
    }
    for exercise in &course.exercises {
        pack.exercise(exercise)?;
        if with_solutions {
            pack.solution(exercise)?;
        }
    }
    pack.copy(OWN_TEST.0, OWN_TEST.1)?;
    pack.put("README.md", include_str!("README.md"));
    pack.put("README.ru.md", include_str!("README.ru.md"));
    pack.manifests()?;
    let lock = manifests::lock(paths, &pack.files)?;
    pack.files.insert("Cargo.lock".to_owned(), lock);
    let listing = Listing::of(course_key(paths, course)?, &pack.files);
    pack.files.insert(listing::PATH.to_owned(), listing.text());
    Ok(pack.files)
}

/// Whether a student may hear this sentence: the title, and what the public checks tell.
pub fn kept(public: &Side, key: &str) -> bool {
    match key.split_once('-') {
        Some(("check", check)) => public.checks.contains(check),
        Some(("finding", id)) => public.tells(id),
        _ => key == "title",
    }
}

struct Pack<'a> {
    paths: &'a Paths,
    files: Files,
}

impl Pack<'_> {
    fn put(&mut self, path: &str, text: impl Into<Vec<u8>>) {
        self.files.insert(path.to_owned(), text.into());
    }

    /// Takes a file of the course, if it is there. A link is none: it could lead anywhere.
    fn copy(&mut self, from: &str, to: &str) -> Result<(), PackError> {
        if let Some(bytes) = self.read(from)? {
            self.put(to, bytes);
        }
        Ok(())
    }

    fn read(&self, file: &str) -> Result<Option<Vec<u8>>, PackError> {
        let path = self.paths.root.join(file);
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_file() => {
                fs::read(&path).map(Some).map_err(|why| disk(&path, why))
            }
            _ => Ok(None),
        }
    }

    fn text(&self, file: &str) -> Result<String, PackError> {
        let bytes = self.read(file)?.ok_or_else(|| PackError::Missing(file.to_owned()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn folder(&mut self, folder: &str, endings: &[&str]) -> Result<(), PackError> {
        for file in below(&self.paths.root.join(folder))? {
            if file.extension().is_some_and(|own| endings.iter().any(|ending| own == *ending)) {
                self.take(&file)?;
            }
        }
        Ok(())
    }

    fn take(&mut self, file: &Path) -> Result<(), PackError> {
        let shown = self.paths.shown(file);
        self.copy(&shown, &shown)
    }

    fn exercise(&mut self, exercise: &Exercise) -> Result<(), PackError> {
        let name = &exercise.name;
        let stub = self.text(&format!("exercises/{name}.rs"))?;
        if !stub.contains("todo!(") {
            return Err(PackError::Solved(name.clone()));
        }
        self.put(&format!("exercises/{name}.rs"), stub.clone());
        self.put(&format!("tests/{name}/stub.rs"), stub);
        for language in Language::ALL {
            self.take(&self.paths.statement(name, language))?;
        }
        for file in ["contract.rs", "bind.rs"] {
            self.take(&self.paths.judge(name).join(file))?;
        }
        let public = Side::public(self.paths, name)?;
        for file in &public.files {
            self.take(file)?;
        }
        for check in &public.checks {
            self.take(&self.paths.snapshot(name, check))?;
        }
        for language in Language::ALL {
            let path = self.paths.shown(&self.paths.sentences(name, language));
            let divided = divide(&self.text(&path)?, |key| kept(&public, key));
            self.put(&path, divided.kept);
        }
        Ok(())
    }

    fn solution(&mut self, exercise: &Exercise) -> Result<(), PackError> {
        let name = &exercise.name;
        let text = |path| self.text(&self.paths.shown(path));
        let solution = Solution {
            module: text(&self.paths.solution(name))?,
            en: text(&self.paths.takeaway(name, Language::En))?,
            ru: text(&self.paths.takeaway(name, Language::Ru))?,
        };
        let sealed = course::seal(name, &solution);
        let sealed = sealed.ok_or_else(|| PackError::Missing(format!("solutions/{name}.rs")))?;
        self.put(&self.paths.shown(&self.paths.seal(name)), sealed);
        Ok(())
    }

    /// The manifests, and the repository's lock file, from which the pack's is made.
    fn manifests(&mut self) -> Result<(), PackError> {
        let workspace = manifests::workspace(&self.text("Cargo.toml")?);
        self.put("Cargo.toml", workspace);
        for package in ["grader/Cargo.toml", "tests/kit/Cargo.toml"] {
            let manifest = manifests::untested(&self.text(package)?);
            self.put(package, manifest);
        }
        self.copy("Cargo.lock", "Cargo.lock")
    }
}
