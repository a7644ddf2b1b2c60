//! The tiny courses of `tests/courses`, put where they can be graded.
//!
//! The bakery is one for all tests and lies at one fixed path, because a prepared build is of a
//! path; it is written only where its content differs. A bare course is copied for every test
//! that wants to change it.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    path::{Path, PathBuf},
    sync::OnceLock,
};

use assert_cmd::Command;
use tempfile::TempDir;

use super::support::{clean, root};

/// A course in a folder, and where its grader builds.
pub struct Course {
    pub folder: PathBuf,
    pub built: PathBuf,
    /// Removed with the course, when it is a test's own.
    _temporary: Option<TempDir>,
}

/// Paths within a course, with what they hold.
type Content = BTreeMap<PathBuf, Vec<u8>>;

impl Course {
    /// A grader in the course's folder.
    pub fn grader(&self, args: &[&str]) -> Command {
        let mut command = clean(Command::new(env!("CARGO_BIN_EXE_grader")));
        command.current_dir(&self.folder).env("DOJO_TARGET_DIR", &self.built).args(args);
        command
    }

    pub fn path(&self, file: &str) -> PathBuf {
        self.folder.join(file)
    }

    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap_or_else(|why| panic!("{file}: {why}"))
    }

    pub fn write(&self, file: &str, text: &str) {
        fs::write(self.path(file), text).unwrap_or_else(|why| panic!("{file}: {why}"));
    }
}

/// The course that is really graded. Nobody changes it.
pub fn bakery() -> &'static Course {
    static COURSE: OnceLock<Course> = OnceLock::new();
    COURSE.get_or_init(|| fixed("bakery", &bakery_content()))
}

/// A second bakery, in which modules are changed by one test alone. It is built in the folder of
/// the first one, where most of it is found ready.
pub fn bakery_to_change() -> Course {
    let course =
        Course { built: bakery().built.clone(), ..fixed("bakery-to-change", &bakery_content()) };
    let _ = fs::remove_dir_all(course.path(".dojo"));
    course
}

/// The course that is built in a second. Nobody changes this one either.
pub fn bare() -> &'static Course {
    static COURSE: OnceLock<Course> = OnceLock::new();
    COURSE.get_or_init(|| fixed("bare", &content(&fixture("bare"))))
}

/// The bare course with the two of its exercises that behave, to be graded as a whole.
pub fn pair() -> &'static Course {
    static COURSE: OnceLock<Course> = OnceLock::new();
    COURSE.get_or_init(|| {
        let mut content = content(&fixture("bare"));
        let catalogue = content.get_mut(Path::new("exercises/course.toml")).expect("a catalogue");
        let text = String::from_utf8_lossy(catalogue).into_owned();
        let behaving = text.split("[[exercise]]").take(3).collect::<Vec<_>>();
        *catalogue = behaving.join("[[exercise]]").into_bytes();
        fixed("pair", &content)
    })
}

/// A bare course of the test's own, with a build folder of its own in which nothing is built.
pub fn bare_copy() -> Course {
    let temporary = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder for the copy");
    let folder = temporary.path().join("course");
    write_where_it_differs(&folder, &content(&fixture("bare")));
    let built = temporary.path().join("built");
    Course { folder, built, _temporary: Some(temporary) }
}

/// Where a tiny course lies in the repository.
pub fn fixture(name: &str) -> PathBuf {
    root().join("grader/tests/courses").join(name)
}

fn fixed(name: &str, content: &Content) -> Course {
    let all = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (folder, built) = (all.join(name), all.join(format!("{name}-built")));
    // Two test runs at once write the same, but one of them at a time.
    let lock = File::create(all.join(format!("{name}.lock"))).expect("a lock beside the course");
    lock.lock().expect("the lock is free some day");
    if write_where_it_differs(&folder, content) {
        update_lock_file(&folder);
    }
    Course { folder, built, _temporary: None }
}

/// The fixture, and from the repository everything that judges it.
fn bakery_content() -> Content {
    let mut all = content(&fixture("bakery"));
    for folder in ["tests/host", "tests/kit"] {
        for (path, bytes) in content(&root().join(folder)) {
            all.insert(Path::new(folder).join(path), bytes);
        }
    }
    for entry in fs::read_dir(root().join("tests")).expect("what judges").flatten() {
        if entry.path().is_file() {
            let bytes = fs::read(entry.path()).expect("a file of the repository");
            all.insert(Path::new("tests").join(entry.file_name()), bytes);
        }
    }
    let lock = fs::read(root().join("Cargo.lock")).expect("the lock file of the repository");
    all.insert("Cargo.lock".into(), lock);
    let text = |file: &str| fs::read_to_string(root().join(file)).expect("text of the repository");
    let exercises = [("bread", "Bread"), ("trouble", "Trouble"), ("crumbs", "Crumbs")];
    let contracts =
        exercises.map(|(name, _)| format!("#[path = \"{name}/contract.rs\"]\npub mod {name};\n"));
    let table = exercises
        .map(|(name, contract)| format!("    {name}: dyn contract::{name}::{contract};\n"));
    let contract = text("tests/contract.rs");
    let before = contract.split("#[path").next().unwrap_or_default();
    all.insert("tests/contract.rs".into(), format!("{before}{}", contracts.concat()).into());
    let host = replaced(&text("tests/host.rs"), "\nexercises! {\n", "}", &table.concat());
    all.insert("tests/host.rs".into(), host.into());
    let members = "\"tests\", \"tests/kit\"";
    let manifest = replaced(&text("Cargo.toml"), "\nmembers = [", "]", members);
    let manifest = replaced(&manifest, "\ndefault-members = [", "]", members);
    all.insert("Cargo.toml".into(), manifest.into());
    all
}

/// The text with something else between these two.
fn replaced(text: &str, before: &str, after: &str, between: &str) -> String {
    let (head, rest) = text.split_once(before).unwrap_or_else(|| panic!("no `{before}`"));
    let (_, tail) = rest.split_once(after).unwrap_or_else(|| panic!("no `{after}`"));
    format!("{head}{before}{between}{after}{tail}")
}

/// Every file of a folder.
fn content(folder: &Path) -> Content {
    let mut all = Content::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder of the repository").flatten() {
            let path = entry.path();
            if path.is_dir() {
                // What the grader keeps beside a course is not part of it.
                if !entry.file_name().to_string_lossy().starts_with('.') {
                    folders.push(path);
                }
                continue;
            }
            let within = path.strip_prefix(folder).expect("a path below the folder").to_owned();
            all.insert(within, fs::read(&path).expect("a file of the repository"));
        }
    }
    all
}

/// Gives the folder this content; whether anything had to be written.
fn write_where_it_differs(folder: &Path, wanted: &Content) -> bool {
    const ORIGIN: &str = "Cargo.lock.origin";
    let mut wanted = wanted.clone();
    // Cargo makes the lock file shorter; what it was made from shows whether it is current.
    if let Some(lock) = wanted.remove(Path::new("Cargo.lock")) {
        wanted.insert(ORIGIN.into(), lock);
    }
    let mut there = if folder.is_dir() { content(folder) } else { Content::new() };
    let lock = there.remove(Path::new("Cargo.lock"));
    if there == wanted && lock.is_some() {
        return false;
    }
    for stray in there.keys().filter(|path| !wanted.contains_key(*path)) {
        fs::remove_file(folder.join(stray)).expect("a stray file goes");
    }
    for (path, bytes) in wanted.iter().filter(|(path, bytes)| there.get(*path) != Some(bytes)) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder)).expect("a folder of the course");
        fs::write(&path, bytes).expect("a file of the course");
    }
    fs::copy(folder.join(ORIGIN), folder.join("Cargo.lock")).expect("the course's lock file");
    true
}

/// Takes out of the lock file what only the repository needs, so that `--locked` holds.
fn update_lock_file(folder: &Path) {
    let mut cargo = clean(Command::new(env!("CARGO")));
    cargo.current_dir(folder).args(["update", "--quiet", "--workspace", "--offline"]);
    cargo.assert().success();
}
