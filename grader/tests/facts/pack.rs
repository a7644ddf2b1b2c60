//! What students receive: the same bytes twice, nothing hidden in it, and a course that works in
//! an empty folder without a network. And what comes back: submissions, updates.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use assert_cmd::Command;
use grader::{
    archive::{self, Files, Kind},
    course::{self, Paths},
    model::Course,
    pack::{self, CAPS, Secrets, What},
    prepare::Toolchain,
};
use tempfile::TempDir;

use crate::support::{Said, clean, grader, root, said};

const NAMES: [&str; 3] = ["pack", "pack.zip", "pack.tar.gz"];

#[test]
fn two_packs_of_the_same_course_are_the_same_bytes() {
    let (one, other) = (folder(), folder());
    for name in NAMES {
        for folder in [&one, &other] {
            packed(&folder.path().join(name), &[]);
        }
        assert_eq!(content(&one.path().join(name)), content(&other.path().join(name)), "{name}");
    }
}

#[test]
fn folder_and_archives_hold_the_same_files() {
    let folder = folder();
    for name in NAMES {
        packed(&folder.path().join(name), &[]);
    }
    let [files, zip, tar] = NAMES.map(|name| content(&folder.path().join(name)));
    let below: Files =
        files.into_iter().map(|(path, bytes)| (format!("async-dojo/{path}"), bytes)).collect();
    for (kind, bytes) in [(Kind::Zip, zip), (Kind::TarGz, tar)] {
        let read = archive::read(kind, &bytes[""], &CAPS).expect("an archive of ours");
        assert!(read == below, "{kind:?}");
    }
}

#[test]
fn a_pack_holds_public_checks_and_nothing_else_that_judges() {
    let files = pristine();
    let of = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    let here = |path: &str| files.contains_key(path);
    assert!(here("tests/gather/public.rs") && here("tests/gather/stub.rs"));
    assert_eq!(of("tests/gather/stub.rs"), of("exercises/gather.rs"));
    assert!(here("tests/gather/snapshots/three_at_once.snap"));
    assert!(!of("Cargo.toml").contains("solutions"));
    for path in ["tests/gather/findings.en.ftl", "tests/gather/findings.ru.ftl"] {
        let public = ["title =", "check-three_at_once =", "finding-sequential ="];
        assert!(public.iter().all(|key| of(path).contains(key)), "{path}");
        assert_eq!(of(path).matches("\ncheck-").count(), 3, "{path}");
    }
    let solutions = |path: &&String| path.starts_with("solutions");
    assert_eq!(files.keys().find(solutions), None);
    assert_eq!(found(files), []);
}

#[test]
fn the_proof_finds_whatever_is_planted_wherever() {
    let stored = |path: &str| fs::read_to_string(root().join(path)).expect("a file of the course");
    let longest =
        |path: &str| stored(path).lines().max_by_key(|line| line.len()).expect("a line").to_owned();
    let [en, ru] = ["en", "ru"].map(|code| {
        let sentences = stored(&format!("tests/gather/findings.{code}.ftl"));
        let (_, from) = sentences.split_once("finding-siblings-cancelled = ").expect("a sentence");
        from.lines().next().expect("its first line").to_owned()
    });
    let mutant = stored("tests/gather/mutants/m1_one_after_another.rs");
    let timeline = stored("tests/gather/snapshots/siblings_survive_error.snap");
    let planted: [(&str, &str, What); 11] = [
        ("README.md", &en, What::Words),
        ("grader/src/report/mod.rs", &format!("// {ru}"), What::Words),
        ("tests/host/check.rs", "// See siblings_survive_error.", What::Name),
        ("exercises/notes.md", "m1_one_after_another", What::Name),
        ("tests/gather/findings.en.ftl", "finding-siblings-cancelled = …", What::Finding),
        ("docs/a.txt", &longest("solutions/gather.rs"), What::Code),
        ("exercises/lib.rs", &longest("tests/gather/hidden.rs"), What::Code),
        ("grader/src/main.rs", &mutant, What::Code),
        ("tests/gather/hidden.rs", "", What::File),
        ("tests/gather/mutants/a.rs", "", What::File),
        ("tests/kit/src/draw.rs", &timeline, What::Timeline),
    ];
    for (path, text, what) in planted {
        let mut files = pristine().clone();
        let file = files.entry(path.to_owned()).or_default();
        file.extend_from_slice(format!("\n{text}\n").as_bytes());
        let leaks = found(&files);
        assert!(leaks.contains(&(path.to_owned(), what)), "{what:?} in {path}: {leaks:?}");
    }
}

#[test]
fn every_hidden_sentence_every_name_and_every_reference_is_known_again() {
    let (paths, course) = course();
    let secrets = Secrets::of(&paths, &course).expect("the course can be read");
    for exercise in &course.exercises {
        let name = &exercise.name;
        let files = [
            format!("tests/{name}/hidden.rs"),
            format!("solutions/{name}.rs"),
            format!("solutions/{name}.md"),
            format!("solutions/{name}.ru.md"),
            format!("tests/{name}/findings.en.ftl"),
            format!("tests/{name}/findings.ru.ftl"),
        ];
        for file in files {
            let text = fs::read(root().join(&file)).expect("a file of the course");
            let planted = Files::from([("notes.txt".to_owned(), text)]);
            assert!(!pack::leaks(&secrets, &planted).is_empty(), "{file}");
        }
    }
}

#[test]
fn what_is_there_already_is_not_written_over() {
    let folder = folder();
    let [out, zip] = ["pack", "pack.zip"].map(|name| folder.path().join(name));
    fs::create_dir(&out).expect("a folder");
    fs::write(out.join("thesis.txt"), "mine").expect("a file");
    fs::write(&zip, "mine").expect("a file");
    for out in [&out, &zip] {
        let said = pack(out, &[]);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains("is there already"), "{said:?}");
    }
    assert_eq!(pack(&out, &["--force"]).code, 2);
    packed(&zip, &["--force"]);
    assert_eq!(fs::read(out.join("thesis.txt")).expect("still there"), b"mine");
}

/// The one long test: a pack in an empty folder builds its own grader.
#[test]
fn an_unpacked_pack_works_alone_and_without_a_network() {
    let course = Unpacked::new();
    course.stubs_have_no_points();
    course.what_only_authors_do_says_so();
    course.its_own_test_passes();
    course.a_solution_opens_after_a_pass();
    course.an_update_keeps_what_was_worked_on();
    course.a_submission_is_what_its_manifest_says();
    course.a_hostile_archive_is_refused_with_a_sentence();
}

/// A pack with sealed solutions, unpacked where nothing else is.
struct Unpacked {
    folder: PathBuf,
    /// Kept between runs: what cargo builds there is the slow part.
    target: PathBuf,
}

impl Unpacked {
    fn new() -> Unpacked {
        let all = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pack");
        let (folder, target) = (all.join("course"), all.join("target"));
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("the last run's folder goes");
        }
        packed(&folder, &["--with-solutions"]);
        Unpacked { folder, target }
    }

    /// Cargo in the pack. The compilers are named one by one, and their folder comes first on the
    /// path: some crates carry a `rust-toolchain.toml`, at which rustup's proxy in a cleared
    /// environment would set about changing the toolchain of the whole machine.
    fn cargo(&self, args: &[&str]) -> Command {
        let toolchain = Toolchain::find().expect("the toolchain that built the grader");
        let bin = toolchain.rustc.parent().expect("a compiler lies in a folder").to_owned();
        let others = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths([bin.clone()].into_iter().chain(env::split_paths(&others)));
        let mut command = clean(Command::new(&toolchain.cargo));
        command.current_dir(&self.folder).args(args);
        command.env("CARGO_NET_OFFLINE", "true").env("CARGO_TARGET_DIR", &self.target);
        command.env("PATH", path.expect("folders that were on a path"));
        command.env("RUSTC", &toolchain.rustc).env("RUSTUP_AUTO_INSTALL", "0");
        command.env("RUSTDOC", bin.join(format!("rustdoc{}", env::consts::EXE_SUFFIX)));
        command
    }

    /// `cargo grade …` by the pack's own alias.
    fn grade(&self, args: &[&str]) -> Said {
        said(self.cargo(&["grade"]).args(args))
    }

    fn stubs_have_no_points(&self) {
        let said = self.grade(&[]);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(said.out.contains("public checks only"), "{said:?}");
        let (_, course) = course();
        let unwritten = said.out.matches("not written yet\n").count();
        assert_eq!(unwritten, course.exercises.len(), "{said:?}");
    }

    fn what_only_authors_do_says_so(&self) {
        let out = self.folder.join("again.zip").display().to_string();
        for args in [&["verify"][..], &["pack", "student", &out]] {
            let said = self.grade(args);
            assert_eq!(said.code, 2, "{said:?}");
            assert!(said.err.contains("in the authors' repository"), "{said:?}");
        }
    }

    fn its_own_test_passes(&self) {
        let said = said(&mut self.cargo(&["test", "--locked", "--quiet"]));
        assert_eq!(said.code, 0, "{said:?}");
    }

    fn a_solution_opens_after_a_pass(&self) {
        let module = self.folder.join("exercises/say_after.rs");
        let solution = root().join("solutions/say_after.rs");
        let early = self.grade(&["solution", "say_after"]);
        assert_eq!(early.code, 2, "{early:?}");
        fs::copy(&solution, &module).expect("a right answer");
        let said = self.grade(&["check", "say_after"]);
        assert_eq!(said.code, 0, "{said:?}");
        let opened = self.grade(&["solution", "say_after"]);
        assert_eq!(opened.code, 0, "{opened:?}");
        assert!(opened.out.contains(&fs::read_to_string(solution).expect("the solution")));
        let given_up = self.grade(&["solution", "gather", "--give-up", "--lang", "ru"]);
        let page = fs::read_to_string(root().join("solutions/gather.ru.md")).expect("a page");
        assert!(given_up.code == 0 && given_up.out.contains(&page), "{given_up:?}");
    }

    fn an_update_keeps_what_was_worked_on(&self) {
        let newer = self.folder.join("../newer.zip");
        let mut files = pristine().clone();
        let readme = files.get_mut("README.md").expect("a pack has one");
        readme.extend_from_slice(b"\nA newer one.\n");
        fs::write(&newer, zipped(&relisted(files))).expect("a newer pack");
        let worked_on = self.folder.join("exercises/say_after.rs");
        let before = fs::read(&worked_on).expect("the right answer");
        let said = self.grade(&["update", &newer.display().to_string()]);
        assert_eq!(said.code, 0, "{said:?}");
        assert!(said.out.contains("changed  README.md"), "{said:?}");
        assert!(said.out.contains("kept     exercises/say_after.rs"), "{said:?}");
        assert!(said.out.contains("removed  solutions/gather.sealed"), "{said:?}");
        assert_eq!(fs::read(&worked_on).expect("still there"), before);
        let readme = fs::read_to_string(self.folder.join("README.md")).expect("the new one");
        assert!(readme.ends_with("A newer one.\n"));
        fs::remove_file(newer).expect("the newer pack goes");
    }

    fn a_submission_is_what_its_manifest_says(&self) {
        fs::remove_file(self.folder.join("exercises/gather.rs")).expect("a stub goes");
        let said = self.grade(&["submit", "work.tar.gz"]);
        assert_eq!(said.code, 0, "{said:?}");
        assert!(said.out.contains("gather: there is no module"), "{said:?}");
        let bytes = fs::read(self.folder.join("work.tar.gz")).expect("the submission");
        let files = archive::read(Kind::TarGz, &bytes, &CAPS).expect("an archive of ours");
        let manifest: serde_json::Value =
            serde_json::from_slice(&files["manifest.json"]).expect("a manifest");
        let of = |name: &str| {
            let all = manifest["modules"].as_array().expect("modules");
            all.iter().find(|module| module["exercise"] == name).expect("a module").clone()
        };
        let passed = of("say_after");
        assert_eq!(passed["standing"], "passed");
        assert_eq!(passed["size"], files["say_after.rs"].len());
        assert_eq!(passed["blake3"], blake3::hash(&files["say_after.rs"]).to_hex().as_str());
        assert_eq!(of("gather")["standing"], "missing");
        assert!(of("gather")["file"].is_null() && !files.contains_key("gather.rs"));
        assert_eq!(of("shield")["standing"], "not-written");
        assert_eq!(self.grade(&["submit", "work.tar.gz"]).code, 2, "written over unasked");
    }

    fn a_hostile_archive_is_refused_with_a_sentence(&self) {
        let hostile = self.folder.join("hostile.zip");
        let mut files = pristine().clone();
        files.insert("../outside.rs".to_owned(), Vec::new());
        fs::write(&hostile, zipped(&files)).expect("a hostile archive");
        let said = self.grade(&["update", "hostile.zip"]);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains("was refused, and nothing was changed"), "{said:?}");
        assert!(!self.folder.join("../outside.rs").exists());
    }
}

/// The files of a pack, made once.
fn pristine() -> &'static Files {
    static FILES: OnceLock<Files> = OnceLock::new();
    FILES.get_or_init(|| {
        let folder = folder();
        let out = folder.path().join("pack");
        packed(&out, &[]);
        content(&out)
    })
}

/// What the proof finds in these files.
fn found(files: &Files) -> Vec<(String, What)> {
    static SECRETS: OnceLock<Secrets> = OnceLock::new();
    let secrets = SECRETS.get_or_init(|| {
        let (paths, course) = course();
        Secrets::of(&paths, &course).expect("the course can be read")
    });
    pack::leaks(secrets, files).into_iter().map(|leak| (leak.path, leak.what)).collect()
}

fn course() -> (Paths, Course) {
    let paths = Paths::find(&root(), None).expect("the course is in the root");
    let course = course::read_catalogue(&paths).expect("it has a catalogue");
    (paths, course)
}

fn pack(out: &Path, how: &[&str]) -> Said {
    let out = out.display().to_string();
    said(grader(&["pack", "student", &out]).args(how))
}

fn packed(out: &Path, how: &[&str]) {
    let said = pack(out, how);
    assert_eq!(said.code, 0, "{said:?}");
}

fn folder() -> TempDir {
    TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder for packs")
}

/// The files of a folder; a file is one without a name.
fn content(path: &Path) -> Files {
    let mut files = Files::new();
    let mut next = vec![path.to_owned()];
    while let Some(one) = next.pop() {
        if one.is_dir() {
            let entries = fs::read_dir(&one).expect("a folder").flatten();
            next.extend(entries.map(|entry| entry.path()));
        } else {
            let name = one.strip_prefix(path).expect("a path below").to_string_lossy();
            files.insert(name.replace('\\', "/"), fs::read(&one).expect("a file"));
        }
    }
    files
}

/// The files with a list that fits them.
fn relisted(mut files: Files) -> Files {
    let listing = pack::Listing::of("another".to_owned(), &files);
    files.insert("grader/pack.json".to_owned(), listing.text());
    files
}

fn zipped(files: &Files) -> Vec<u8> {
    archive::write(Kind::Zip, files).expect("an archive in memory")
}
