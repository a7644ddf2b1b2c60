//! What can stand where a module should: each is told in its own sentence, costs its own points
//! only, and stops nothing.

use std::{fs, path::Path};

use serde_json::Value;
use tempfile::TempDir;

use super::{
    courses::bare,
    support::{Said, said},
};

/// Grades a good module and one that was made like this.
fn beside_a_good_one(make: impl FnOnce(&Path)) -> (TempDir, Said) {
    let folder = tempfile::tempdir().expect("a folder of modules");
    let good = bare().read("exercises/also.rs");
    fs::write(folder.path().join("also.rs"), good).expect("a good module");
    make(&folder.path().join("honest.rs"));
    let said = grade(folder.path(), &["--format", "json"]);
    (folder, said)
}

fn grade(folder: &Path, how: &[&str]) -> Said {
    let mut command = bare().grader(&["check", "honest", "also", "--from"]);
    said(command.arg(folder).args(how.iter().copied()))
}

/// The finding about the bad one, after everything that holds for all of them.
fn told(make: impl FnOnce(&Path), words: [&str; 2]) -> Value {
    let (folder, said) = beside_a_good_one(make);
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(said.verdict("also")["passed"], true, "{said:?}");
    let verdict = said.verdict("honest");
    assert_eq!(verdict["score"]["points"], 0.0, "{verdict}");
    for (language, words) in ["en", "ru"].into_iter().zip(words) {
        let said = grade(folder.path(), &["--lang", language]);
        // The width of a page may fall anywhere in a sentence.
        let unwrapped = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(unwrapped.contains(words), "`{words}` in {}", said.out);
        assert!(unwrapped.contains("honest.rs"), "{}", said.out);
    }
    verdict["obstacle"].clone()
}

#[test]
fn a_missing_module_is_missing() {
    let finding = told(|_| {}, ["There is no file", "нет."]);
    assert_eq!(finding["id"], "missing");
}

#[test]
fn a_folder_is_no_module() {
    let make = |path: &Path| fs::create_dir(path).expect("a folder");
    assert_eq!(told(make, ["is a folder", "это папка"])["id"], "folder");
}

#[test]
fn a_module_that_is_not_utf8_is_told_with_its_first_bad_byte() {
    let make = |path: &Path| fs::write(path, b"// caf\xe9\n").expect("a file");
    let finding = told(make, ["UTF-8", "UTF-8"]);
    assert_eq!(finding["id"], "not-utf8");
    assert_eq!(finding["facts"]["byte"], 6);
}

#[test]
fn a_huge_file_is_not_read() {
    let make = |path: &Path| {
        let file = fs::File::create(path).expect("a file");
        file.set_len(1 << 40).expect("a file with a large hole");
    };
    assert_eq!(told(make, ["larger than 1 MiB", "больше 1 МиБ"])["id"], "too-large");
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let make = |path: &Path| {
        let made = assert_cmd::Command::new("mkfifo").arg(path).output().expect("mkfifo");
        assert!(made.status.success(), "{made:?}");
    };
    assert_eq!(told(make, ["not a regular file", "не обычный файл"])["id"], "special");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_a_missing_module() {
    let make = |path: &Path| std::os::unix::fs::symlink("nowhere.rs", path).expect("a link");
    assert_eq!(told(make, ["There is no file", "нет."])["id"], "missing");
}

#[cfg(unix)]
#[test]
fn a_module_that_may_not_be_read_is_unreadable() {
    use std::os::unix::fs::PermissionsExt;

    let make = |path: &Path| {
        fs::write(path, "").expect("a file");
        fs::set_permissions(path, fs::Permissions::from_mode(0o000)).expect("its permissions");
    };
    let (folder, _) = beside_a_good_one(make);
    if fs::read(folder.path().join("honest.rs")).is_ok() {
        eprintln!("skipped: whoever runs this may read everything (root)");
        return;
    }
    assert_eq!(told(make, ["cannot be read", "не читается"])["id"], "unreadable");
}

#[test]
fn an_empty_module_is_a_module() {
    let make = |path: &Path| fs::write(path, "").expect("a file");
    let (_folder, said) = beside_a_good_one(make);
    assert_eq!(said.code, 1, "{said:?}");
    assert_eq!(said.verdict("honest")["obstacle"]["id"], "missing-item", "{said:?}");
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_no_mistakes() {
    let make = |path: &Path| {
        let text = format!("\u{feff}{}", bare().read("exercises/honest.rs"));
        fs::write(path, text.replace('\n', "\r\n")).expect("a file");
    };
    let (_folder, said) = beside_a_good_one(make);
    assert_eq!(said.code, 0, "{said:?}");
}
