//! `grader grade`: what is read of a submission and what is not, whoever made it and however.

mod hostile;
mod told;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use serde_json::Value;
use tar::EntryType;
use tempfile::TempDir;

use crate::{
    archives::{Zipped, pax, tar_gz, tarred, zip, zipped},
    courses::{Course, pair},
    support::{Said, list, said, text},
};

/// A right answer. Where another text would be graded, it would not compile.
fn right() -> String {
    pair().read("exercises/honest.rs")
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder for a submission")
}

fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().expect("a folder around it")).expect("its folder");
    fs::write(path, bytes).expect("a file of the submission");
}

fn grade(submission: &Path, how: &[&str]) -> Said {
    said(pair().grader(&["grade"]).arg(submission).args(how))
}

fn piped(archive: &[u8], how: &[&str]) -> Said {
    said(pair().grader(&["grade", "-"]).args(how).write_stdin(archive))
}

/// The verdict on `honest`, when it is the only module that was handed in.
fn honest(said: &Said) -> Value {
    assert_eq!(said.code, 1, "{said:?}");
    let report = said.json();
    assert_eq!(report["refused"], Value::Null, "{said:?}");
    for verdict in list(&report["exercises"]).iter().filter(|v| v["exercise"] != "honest") {
        assert_eq!(verdict["obstacle"]["id"], "missing", "{verdict}");
    }
    said.verdict("honest")
}

fn passes(said: &Said) {
    let verdict = honest(said);
    assert_eq!(verdict["passed"], true, "{verdict}");
}

/// What keeps `honest` from being graded.
fn obstacle(said: &Said) -> String {
    let verdict = honest(said);
    assert_eq!(verdict["score"]["points"], 0.0, "{verdict}");
    text(&verdict["obstacle"]["id"]).to_owned()
}

fn notes(said: &Said) -> Vec<String> {
    let report = said.json();
    list(&report["notes"]).iter().map(|note| text(&note["id"]).to_owned()).collect()
}

/// Why nothing of it was graded. Every exercise says so and has no points.
fn refused(said: &Said) -> String {
    assert_eq!(said.code, 1, "{said:?}");
    let report = said.json();
    assert_eq!(report["score"]["points"], 0.0, "{report}");
    for verdict in list(&report["exercises"]) {
        assert_eq!(verdict["obstacle"]["id"], "refused", "{verdict}");
    }
    text(&report["refused"]["facts"]["why"]).to_owned()
}

const JSON: [&str; 2] = ["--format", "json"];

/// The paths at which a module may lie, and those that are beside it.
const PLACES: [&str; 4] =
    ["honest.rs", "exercises/honest.rs", "alice-main/honest.rs", "alice-main/exercises/honest.rs"];

#[test]
fn a_module_is_found_in_each_of_its_places_in_folders_and_archives() {
    for place in PLACES {
        let submission = folder();
        write(&submission.path().join(place), right());
        write(&submission.path().join("README.md"), "mine");
        passes(&grade(submission.path(), &JSON));
        passes(&piped(&zip(&[zipped("README.md", ""), zipped(place, right())]), &JSON));
        let tar = tar_gz(&[
            tarred("README.md", EntryType::Regular, b""),
            tarred(place, EntryType::Regular, right().as_bytes()),
        ]);
        passes(&piped(&tar, &JSON));
    }
}

#[test]
fn an_archive_is_known_by_its_bytes_and_not_by_its_name() {
    let submission = folder();
    for (name, bytes) in [
        ("one.zip", zip(&[zipped("honest.rs", right())])),
        ("two.tar.gz", tar_gz(&[tarred("honest.rs", EntryType::Regular, right().as_bytes())])),
        ("three.rar", zip(&[zipped("honest.rs", right())])),
    ] {
        let path = submission.path().join(name);
        write(&path, bytes);
        let said = grade(&path, &JSON);
        passes(&said);
        assert_eq!(said.json()["source"], name);
    }
    for bytes in [&b""[..], b"Rar!\x1a\x07", b"fn main() {}"] {
        assert_eq!(refused(&piped(bytes, &JSON)), "kind");
    }
}

#[test]
fn what_the_grader_packs_to_be_handed_in_is_graded() {
    let out = folder();
    for name in ["work.zip", "work.tar.gz"] {
        let path = out.path().join(name);
        assert_eq!(said(pair().grader(&["submit"]).arg(&path)).code, 0);
        let said = grade(&path, &JSON);
        assert_eq!(said.code, 0, "{said:?}");
        assert_eq!(said.verdict("honest")["passed"], true, "{said:?}");
        assert_eq!(said.verdict("also")["passed"], true, "{said:?}");
    }
}

#[test]
fn a_module_at_the_top_is_taken_before_the_one_in_exercises_and_that_is_said() {
    let submission = folder();
    write(&submission.path().join("honest.rs"), right());
    write(&submission.path().join("exercises/honest.rs"), "no Rust");
    let both = [zipped("honest.rs", right()), zipped("exercises/honest.rs", "no Rust")];
    for said in [grade(submission.path(), &JSON), piped(&zip(&both), &JSON)] {
        passes(&said);
        assert_eq!(notes(&said), ["note-beside"]);
    }
}

#[test]
fn modules_in_the_submission_itself_come_before_those_in_a_folder_of_it() {
    let submission = folder();
    write(&submission.path().join("exercises/honest.rs"), right());
    write(&submission.path().join("old/honest.rs"), "no Rust");
    write(&submission.path().join("old/also.rs"), "no Rust");
    passes(&grade(submission.path(), &JSON));
}

#[test]
fn modules_in_two_folders_are_refused_as_nobody_knows_which_are_meant() {
    let submission = folder();
    write(&submission.path().join("old/honest.rs"), right());
    write(&submission.path().join("new/exercises/also.rs"), right());
    let archive = [zipped("old/honest.rs", right()), zipped("new/exercises/also.rs", right())];
    for said in [grade(submission.path(), &JSON), piped(&zip(&archive), &JSON)] {
        assert_eq!(refused(&said), "several");
        assert_eq!(said.json()["refused"]["facts"]["what"], "new, old");
    }
}

#[test]
fn an_empty_submission_is_graded_and_every_module_is_missing() {
    let submission = folder();
    let empty = [tarred("src/", EntryType::Directory, b"")];
    for said in
        [grade(submission.path(), &JSON), piped(&zip(&[]), &JSON), piped(&tar_gz(&empty), &JSON)]
    {
        assert_eq!(obstacle(&said), "missing");
    }
}

#[test]
fn names_are_compared_byte_for_byte() {
    for name in ["Honest.rs", "honest.RS", "honest.rs ", "honest.rs\0", "a/b/honest.rs"] {
        assert_eq!(obstacle(&piped(&zip(&[zipped(name, right())]), &JSON)), "missing", "{name:?}");
    }
    let submission = folder();
    write(&submission.path().join("Honest.rs"), right());
    assert_eq!(obstacle(&grade(submission.path(), &JSON)), "missing");
}

#[test]
fn what_is_no_module_costs_that_module_and_nothing_else() {
    let bytes: [(&str, Vec<u8>); 2] =
        [("not-utf8", b"// caf\xe9".to_vec()), ("too-large", vec![b' '; (1 << 20) + 1])];
    for (id, bytes) in bytes {
        let submission = folder();
        write(&submission.path().join("honest.rs"), &bytes);
        let tar = tar_gz(&[tarred("honest.rs", EntryType::Regular, &bytes)]);
        let zip = zip(&[zipped("honest.rs", bytes)]);
        for said in [grade(submission.path(), &JSON), piped(&zip, &JSON), piped(&tar, &JSON)] {
            assert_eq!(obstacle(&said), id);
        }
    }
    let submission = folder();
    fs::create_dir(submission.path().join("honest.rs")).expect("a folder");
    assert_eq!(obstacle(&grade(submission.path(), &JSON)), "folder");
    let holes = folder();
    let file = fs::File::create(holes.path().join("honest.rs")).expect("a file");
    file.set_len(1 << 30).expect("a file with a large hole");
    assert_eq!(obstacle(&grade(holes.path(), &JSON)), "too-large");
}

/// Puts something at a path.
#[cfg(unix)]
type Make<'a> = &'a dyn Fn(&Path);

#[cfg(unix)]
#[test]
fn no_link_is_followed_and_no_pipe_waited_for() {
    use std::os::unix::fs::symlink;

    let elsewhere = folder();
    let secret = elsewhere.path().join("honest.rs");
    write(&secret, right());
    let made: [(&str, Make); 4] = [
        ("link", &|path| symlink(&secret, path).expect("a link")),
        ("link", &|path| symlink("/dev/zero", path).expect("a link")),
        ("shared", &|path| fs::hard_link(&secret, path).expect("a hard link")),
        ("special", &|path| {
            let made = assert_cmd::Command::new("mkfifo").arg(path).output().expect("mkfifo");
            assert!(made.status.success(), "{made:?}");
        }),
    ];
    for (id, make) in made {
        for place in PLACES {
            let submission = TempDir::new_in(elsewhere.path()).expect("a submission");
            let path = submission.path().join(place);
            fs::create_dir_all(path.parent().expect("a folder")).expect("its folder");
            make(&path);
            assert_eq!(obstacle(&grade(submission.path(), &JSON)), id, "{place}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_a_folder_is_not_followed() {
    use std::os::unix::fs::symlink;

    let (elsewhere, submission) = (folder(), folder());
    write(&elsewhere.path().join("honest.rs"), right());
    write(&elsewhere.path().join("exercises/honest.rs"), right());
    symlink(elsewhere.path(), submission.path().join("exercises")).expect("a link");
    symlink(elsewhere.path(), submission.path().join("work")).expect("a link");
    let said = grade(submission.path(), &JSON);
    assert_eq!(obstacle(&said), "missing");
    assert_eq!(notes(&said), ["note-link"]);
}

#[test]
fn nothing_but_an_archive_itself_is_refused_for_what_a_system_adds() {
    let link = Zipped { mode: 0o120_777, ..zipped("a/latest", "honest.rs") };
    let zips = [
        // A Mac's.
        vec![
            Zipped { mode: 0o040_755, ..zipped("a/", "") },
            zipped("a/honest.rs", right()),
            zipped("a/.DS_Store", "x"),
            zipped("__MACOSX/a/._honest.rs", "x"),
            zipped("__MACOSX/honest.rs", "x"),
        ],
        // Windows'.
        vec![zipped("a\\exercises\\honest.rs", right()), zipped("a\\aux.txt", "x")],
        // With a name from before UTF-8 around it.
        vec![zipped(b"\x84\xae\xac/honest.rs", right()), zipped(b"\x84\xae\xac/\x80.txt", "x")],
        vec![link, zipped("a/honest.rs", right())],
        vec![zipped("a/honest.rs", right()), zipped("a/A.txt", "x"), zipped("a/a.txt", "x")],
        vec![zipped("./honest.rs", right()), zipped(".git/honest.rs", "x")],
    ];
    for entries in &zips {
        passes(&piped(&zip(entries), &JSON));
    }
    let module = || tarred("./a/honest.rs", EntryType::Regular, right().as_bytes());
    let tars = [
        // GitHub's.
        vec![
            tarred("g", EntryType::XGlobalHeader, &pax("comment", "0123")),
            tarred("a/", EntryType::Directory, b""),
            module(),
        ],
        vec![module(), tarred("./a/latest", EntryType::Symlink, b"")],
        vec![module(), tarred("./a/null", EntryType::Char, b"")],
        vec![tarred("x", EntryType::XHeader, &pax("mtime", "1.5")), module()],
        vec![tarred("x", EntryType::GNULongName, b"./a/honest.rs\0"), {
            tarred("a/hon", EntryType::Regular, right().as_bytes())
        }],
    ];
    for entries in &tars {
        passes(&piped(&tar_gz(entries), &JSON));
    }
    assert_eq!(notes(&piped(&zip(&zips[3]), &JSON)), ["note-odd"]);
    assert_eq!(notes(&piped(&tar_gz(&tars[2]), &JSON)), ["note-odd"]);
}

#[cfg(unix)]
#[test]
fn a_submission_that_is_itself_a_link_or_a_pipe_is_not_opened() {
    use std::os::unix::fs::symlink;

    let here = folder();
    write(&here.path().join("alice/honest.rs"), right());
    symlink("alice", here.path().join("bob")).expect("a link");
    let made = assert_cmd::Command::new("mkfifo").arg(here.path().join("carol")).output();
    assert!(made.expect("mkfifo").status.success());
    for (name, words) in [("bob", "is a link"), ("bob/", "is a link"), ("carol", "neither")] {
        let said = grade(&here.path().join(name), &[]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{name}: {said:?}");
        assert!(said.err.contains(words), "{name}: {said:?}");
    }
    passes(&grade(&here.path().join("alice/"), &JSON));
}

#[test]
fn a_grade_leans_on_no_earlier_run_and_leaves_nothing_behind() {
    let (course, submission) = (pair(), folder());
    let inside = submission.path().join("alice");
    write(&inside.join("honest.rs"), right());
    write(&inside.join("build.rs"), "fn main() { panic!() }");
    write(&inside.join(".cargo/config.toml"), "build.rustc = 'nowhere'");
    write(&inside.join("Cargo.toml"), "no manifest");
    write(&inside.join("rust-toolchain.toml"), "no toolchain");
    passes(&said(course.grader(&["grade"]).arg(&inside).args(JSON)));
    let state = || (state(submission.path()), state(&course.folder), state(&verdicts(course)));
    let before = state();
    // From within the submission, where cargo and rustup would look for their settings.
    for how in [&JSON[..], &["--format", "jsonl"], &[]] {
        let mut command = course.grader(&["grade", "."]);
        command.arg("--course").arg(&course.folder).current_dir(&inside).args(how);
        let said = said(&mut command);
        assert_eq!(said.code, 1, "{said:?}");
        assert!(
            !said.out.contains("\"kept\": true") && !said.out.contains("unchanged"),
            "{said:?}"
        );
    }
    assert_eq!(before, state());
}

/// Where a student's own verdicts are kept.
fn verdicts(course: &Course) -> PathBuf {
    course.built.join("verdicts")
}

/// Every file below, with its content and when it was changed.
fn state(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut all = BTreeMap::new();
    let Ok(entries) = fs::read_dir(folder) else { return all };
    for entry in entries.flatten() {
        let (path, data) = (entry.path(), entry.metadata().expect("what it is"));
        let content = if data.is_file() { fs::read(&path).expect("its content") } else { vec![] };
        if data.is_dir() {
            all.extend(state(&path));
        }
        all.insert(path, (content, data.modified().expect("when it was changed")));
    }
    all
}
