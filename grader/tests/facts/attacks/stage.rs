//! Where one attack is tried: a submission, a home folder and a folder for temporary files of its
//! own, bait in each of them; and what all that is made of, before and after.

use std::{
    collections::BTreeMap,
    fs,
    hash::{BuildHasher, Hasher, RandomState},
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
};

use tempfile::TempDir;

use super::{super::support::root, case::Case, makers};

/// Every path below a folder, with what it is.
pub type Content = BTreeMap<PathBuf, String>;

/// Files larger than this are known by their size.
const HASHED: u64 = 32 << 20;

pub struct Stage {
    folder: TempDir,
    /// In every name and every environment of this attack, and nowhere else.
    pub mark: String,
    /// What stands in the bait, and may be told by nobody.
    pub secret: String,
    /// What is handed in.
    pub submission: PathBuf,
    /// What the submission is made of, in one text.
    pub own: String,
}

impl Stage {
    /// The stage of a case, or of an honest submission.
    pub fn new(case: Option<&Case>) -> Stage {
        let folder = TempDir::with_prefix("submissions-").expect("a folder for the attack");
        let (mark, secret) = (format!("mark{}", random()), format!("bait{}", random()));
        for name in ["home", "submission", "tmp"] {
            fs::create_dir(folder.path().join(name)).expect("a folder of the stage");
        }
        let submission = folder.path().join("submission");
        let mut stage = Stage { folder, mark, secret, submission, own: String::new() };
        if let Some(case) = case {
            stage.fill(case);
        } else {
            let honest = root().join("solutions/say_after.rs");
            fs::copy(honest, stage.submission.join("say_after.rs")).expect("a solution");
        }
        for bait in stage.bait() {
            fs::create_dir_all(bait.parent().unwrap_or(&bait)).expect("a folder for the bait");
            fs::write(&bait, &stage.secret).expect("the bait");
        }
        stage
    }

    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub fn temp(&self) -> PathBuf {
        self.folder.path().join("tmp")
    }

    /// What must be the same afterwards.
    pub fn content(&self) -> Content {
        let mut all = content(&self.submission, &|_| true);
        all.extend(content(&self.home(), &|_| true));
        all.extend(content(&built().join(format!("bait-{}", self.mark)), &|_| true));
        all
    }

    /// Files in the course's build folder that carry this attack's mark, other than the bait.
    pub fn planted(&self) -> Vec<String> {
        let own = format!("bait-{}", self.mark);
        let mut everywhere = names(&built(), &|path| !path.ends_with("cargo"));
        everywhere.extend(names(&self.temp(), &|_| true));
        let named = everywhere.into_iter().map(|path| path.display().to_string());
        named.filter(|path| path.contains(&self.mark) && !path.contains(&own)).collect()
    }

    /// In the home folder, beside the modules, and in the course's folder.
    fn bait(&self) -> [PathBuf; 3] {
        [
            self.home().join(".ssh/id_ed25519"),
            self.folder.path().join("submission/notes.txt"),
            built().join(format!("bait-{}", self.mark)).join("notes.txt"),
        ]
    }

    fn fill(&mut self, case: &Case) {
        for file in case.files() {
            let within = file.strip_prefix(&case.folder).expect("a file of the case");
            let to = self.submission.join(within);
            let text = fs::read_to_string(&file).expect("a file of the case is text");
            let text = self.filled(&text);
            fs::create_dir_all(to.parent().unwrap_or(&to)).expect("a folder of the submission");
            fs::write(to, &text).expect("a file of the submission");
            self.own.push_str(&text);
        }
        if let Some(maker) = &case.told.make {
            makers::make(maker, self);
        }
    }

    /// The text with its blanks filled in.
    pub fn filled(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (blank, file) in [
            ("@SOLUTION say_after@", "solutions/say_after.rs"),
            ("@STUB say_after@", "exercises/say_after.rs"),
        ] {
            if text.contains(blank) {
                let own = fs::read_to_string(root().join(file)).expect("a module of the course");
                text = text.replace(blank, &own);
            }
        }
        let bait = self.bait().map(|path| path.display().to_string());
        let [home, submission, course] = bait;
        text.replace("@ROOT@", &root().display().to_string())
            .replace("@BUILT@", &built().display().to_string())
            .replace("@HOME@", &self.home().display().to_string())
            .replace("@SUBMISSION@", &self.submission.display().to_string())
            .replace("@BAIT@", &format!("{home:?}, {submission:?}, {course:?}"))
            .replace("@MARK@", &self.mark)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(built().join(format!("bait-{}", self.mark)));
    }
}

/// What judges, and what was prepared of it.
pub fn course_as_it_is() -> Content {
    let mut all = content(&root().join("tests"), &|path| !path.ends_with("target"));
    all.extend(content(&root().join("exercises"), &|_| true));
    all.extend(content(&built().join("prepared"), &|path| !path.ends_with("scratch")));
    all
}

/// What changed, in words.
pub fn differences(what: &str, before: &Content, after: &Content) -> Vec<String> {
    let paths = before.keys().chain(after.keys().filter(|path| !before.contains_key(*path)));
    let changed = paths.filter(|path| before.get(*path) != after.get(*path));
    changed
        .map(|path| {
            let (before, after) = (before.get(path), after.get(path));
            format!("{what}: {} was {before:?}, is {after:?}", path.display())
        })
        .collect()
}

/// Where the grader builds for the repository's own course.
pub fn built() -> PathBuf {
    root().join("target/dojo")
}

/// Looked at without following any link.
fn content(folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Content {
    let mut all = Content::new();
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()).filter(|path| wanted(path)) {
        let Ok(found) = fs::symlink_metadata(&path) else { continue };
        let mode = found.permissions().mode();
        let what = if found.is_symlink() {
            format!("a link to {}", fs::read_link(&path).unwrap_or_default().display())
        } else if found.is_file() && found.len() <= HASHED {
            let bytes = fs::read(&path).unwrap_or_default();
            format!("{mode:o} {}", blake3::hash(&bytes))
        } else if found.is_file() {
            format!("{mode:o} {} bytes", found.size())
        } else {
            format!("{mode:o}")
        };
        if found.is_dir() {
            all.extend(content(&path, wanted));
        }
        all.insert(path, what);
    }
    all
}

/// Every path below the folder, without following any link.
fn names(folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) && wanted(&entry.path()) {
            all.extend(names(&entry.path(), wanted));
        }
        all.push(entry.path());
    }
    all
}

fn random() -> String {
    format!("{:016x}", RandomState::new().build_hasher().finish())
}
