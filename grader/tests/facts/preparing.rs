//! When the checks are built and when they are not, what is judged again and what is kept. The
//! courses here are bare: built in a second, and each test has its own.

use std::{
    fs, thread,
    time::{Duration, SystemTime},
};

use super::{
    courses::{Course, bare_copy},
    support::{list, said, text},
};

/// What a run did: whether it built, and whether the verdict on `honest` was kept.
#[derive(Debug, PartialEq, Eq)]
struct Did {
    built: bool,
    kept: bool,
}

const NOTHING: Did = Did { built: false, kept: true };
const JUDGED: Did = Did { built: false, kept: false };
const BUILT: Did = Did { built: true, kept: false };

fn check(course: &Course, how: &[&str]) -> Did {
    let args = ["check", "honest", "--format", "jsonl"];
    let said = said(course.grader(&args).args(how.iter().copied()));
    assert_eq!(said.code, 0, "{said:?}");
    let events = said.events();
    let graded = events.iter().find(|event| event["event"] == "graded").expect("a verdict");
    Did {
        built: events.iter().any(|event| event["event"] == "preparing"),
        kept: graded["verdict"]["kept"].as_bool().expect("kept or not"),
    }
}

/// Makes the file say something else that means the same.
fn touch(course: &Course, file: &str) {
    course.write(file, &format!("{}\n", course.read(file)));
}

#[test]
fn an_unchanged_module_is_not_judged_again_unless_that_is_asked_for() {
    let course = bare_copy();
    assert_eq!(check(&course, &[]), BUILT);
    assert_eq!(check(&course, &[]), NOTHING);
    assert_eq!(check(&course, &["--fresh"]), JUDGED);
    touch(&course, "exercises/honest.rs");
    assert_eq!(check(&course, &[]), JUDGED);
    assert_eq!(check(&course, &[]), NOTHING);
}

#[test]
fn a_kept_verdict_says_so_in_the_table() {
    let course = bare_copy();
    check(&course, &[]);
    for (language, word) in [("en", "unchanged"), ("ru", "без изменений")] {
        let said = said(&mut course.grader(&["check", "honest", "--lang", language]));
        assert!(said.out.contains(word), "{said:?}");
    }
}

#[test]
fn every_input_of_the_checks_rebuilds_them() {
    let course = bare_copy();
    check(&course, &[]);
    for input in [
        "tests/host.rs",
        "tests/contract.rs",
        "tests/kit/src/lib.rs",
        "tests/Cargo.toml",
        "Cargo.toml",
    ] {
        touch(&course, input);
        assert_eq!(check(&course, &[]), BUILT, "{input}");
        assert_eq!(check(&course, &[]), NOTHING, "{input}");
    }
    // A file that was not there before is an input too.
    course.write("tests/honest/public.rs", "//! Checks.\n");
    assert_eq!(check(&course, &[]), BUILT);
}

#[test]
fn nothing_else_rebuilds_them() {
    let course = bare_copy();
    check(&course, &[]);
    for folder in ["mutants", "accepted", "snapshots"] {
        fs::create_dir_all(course.path("tests/honest").join(folder)).expect("a folder");
    }
    // What is compiled later or not at all.
    let others = [
        ("tests/honest/mutants/m1.rs", "fn f() {}", NOTHING),
        ("tests/honest/accepted/a.rs", "fn f() {}", NOTHING),
        ("tests/also/bind.rs", "// changed", NOTHING),
        ("exercises/also.rs", "// changed", NOTHING),
        ("README.md", "changed", NOTHING),
        // What a verdict is made from is judged again, and nothing is built for it.
        ("tests/honest/bind.rs", "// changed", JUDGED),
        ("tests/honest/snapshots/baked.snap", "---\nsource: x\n---\n  0 ms  A  start\n", JUDGED),
    ];
    for (file, more, did) in others {
        let text = fs::read_to_string(course.path(file)).unwrap_or_default();
        course.write(file, &(text + more));
        assert_eq!(check(&course, &[]), did, "{file}");
        assert_eq!(check(&course, &[]), NOTHING, "{file}");
    }
    let statement = course.read("exercises/honest.md");
    course.write("exercises/honest.md", &statement.replace("Warm the oven", "Heat the oven"));
    assert_eq!(check(&course, &[]), NOTHING, "a hint judges nothing");
    course.write("exercises/honest.md", &statement.replace("u32", "u64"));
    assert_eq!(check(&course, &[]), JUDGED, "a promise does");
}

#[test]
fn a_newer_date_alone_rebuilds_nothing() {
    let course = bare_copy();
    check(&course, &[]);
    for file in ["tests/host.rs", "tests/kit/src/lib.rs", "Cargo.lock", "exercises/honest.rs"] {
        let file = fs::File::options().append(true).open(course.path(file)).expect("an input");
        file.set_modified(SystemTime::now()).expect("a newer date");
    }
    assert_eq!(check(&course, &[]), NOTHING);
}

#[test]
fn a_change_with_an_old_date_is_a_change() {
    let course = bare_copy();
    check(&course, &[]);
    // As out of an archive, or after the clock was set back.
    let host = course.read("tests/host.rs");
    course.write("tests/host.rs", &host.replace("baked", "burnt"));
    let file = fs::File::options().append(true).open(course.path("tests/host.rs")).expect("it");
    file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_hours(1)).expect("an old date");
    let said = said(&mut course.grader(&["check", "honest", "--format", "json"]));
    let verdict = said.json()["exercises"][0].clone();
    assert_eq!(verdict["checks"][0]["name"], "burnt", "{said:?}");
}

#[test]
fn a_course_from_the_future_is_graded_like_any_other() {
    let course = bare_copy();
    let later = SystemTime::now() + Duration::from_hours(24 * 365);
    for file in ["tests/host.rs", "tests/contract.rs", "exercises/honest.rs", "Cargo.toml"] {
        let file = fs::File::options().append(true).open(course.path(file)).expect("an input");
        file.set_modified(later).expect("a date to come");
    }
    assert_eq!(check(&course, &[]), BUILT);
    assert_eq!(check(&course, &[]), NOTHING);
    touch(&course, "exercises/honest.rs");
    assert_eq!(check(&course, &[]), JUDGED);
}

#[test]
fn a_build_that_lost_a_file_is_made_again() {
    let course = bare_copy();
    check(&course, &[]);
    for prepared in fs::read_dir(course.built.join("prepared")).expect("what was built") {
        let host = prepared.expect("a folder").path().join("host");
        fs::remove_file(host.with_extension(std::env::consts::EXE_EXTENSION)).expect("the host");
    }
    assert_eq!(check(&course, &["--fresh"]), BUILT);
}

#[test]
fn two_graders_that_start_at_once_in_an_empty_build_folder_both_succeed() {
    let course = bare_copy();
    let built = thread::scope(|scope| {
        let runs = [(); 2].map(|()| scope.spawn(|| check(&course, &[]).built));
        runs.map(|run| run.join().expect("both succeed"))
    });
    assert_eq!(built.iter().filter(|built| **built).count(), 1, "one builds, the other waits");
}

#[test]
fn two_graders_of_the_same_module_do_not_disturb_each_other() {
    let course = bare_copy();
    check(&course, &[]);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(check(&course, &["--fresh"]), JUDGED));
        }
    });
}

#[test]
fn checks_that_do_not_compile_are_our_failure_with_the_compilers_words() {
    let course = bare_copy();
    course.write("tests/host.rs", "fn main() { let loaf: u32 = \"rye\"; }\n");
    for (language, words) in [("en", "not your mistake"), ("ru", "не ваша ошибка")] {
        let said = said(&mut course.grader(&["check", "honest", "--lang", language]));
        assert_eq!(said.code, 3, "{said:?}");
        assert!(said.err.contains(words) && said.err.contains("error[E0308]"), "{said:?}");
    }
}

#[test]
fn what_is_built_is_told_part_by_part() {
    let course = bare_copy();
    let args = ["check", "honest", "--format", "jsonl"];
    let events = said(&mut course.grader(&args)).events();
    let parts: Vec<(u64, &str)> = events
        .iter()
        .filter(|event| event["event"] == "preparing")
        .map(|event| (event["done"].as_u64().unwrap_or_default(), text(&event["part"])))
        .collect();
    assert_eq!(parts.first(), Some(&(0, "")), "{parts:?}");
    assert!(parts.is_sorted_by_key(|(done, _)| *done), "{parts:?}");
    assert!(parts.iter().any(|(_, part)| *part == "tokio"), "{parts:?}");
    assert_eq!(parts.last().map(|(_, part)| *part), Some("host"), "{parts:?}");
    let started = events.iter().find(|event| event["event"] == "started").expect("a start");
    assert_eq!(list(&started["exercises"]).len(), 1);
}

#[test]
fn without_a_terminal_one_line_says_what_is_waited_for() {
    let course = bare_copy();
    for (language, words) in [("en", "Building the checks"), ("ru", "Сборка проверок")]
    {
        touch(&course, "tests/host.rs");
        let said = said(&mut course.grader(&["check", "honest", "--lang", language]));
        assert_eq!(said.err.lines().count(), 2, "{said:?}");
        assert!(said.err.starts_with(words) && !said.err.contains('\u{1b}'), "{said:?}");
    }
}

#[test]
fn the_build_folder_is_the_one_that_cargos_users_expect() {
    let course = bare_copy();
    let shared = course.path("elsewhere");
    let mut command = course.grader(&["check", "honest"]);
    let said = said(command.env_remove("DOJO_TARGET_DIR").env("CARGO_TARGET_DIR", &shared));
    assert_eq!(said.code, 0, "{said:?}");
    assert!(shared.join("dojo/prepared").is_dir() && !course.built.exists());
}

/// A linker that is not told otherwise takes objects of rustc for such that want one, and from then
/// on every stack of the process that loads the library could be executed.
#[cfg(target_os = "linux")]
#[test]
fn a_compiled_module_asks_for_no_executable_stack() {
    const EXECUTABLE: u32 = 1;
    let course = bare_copy();
    check(&course, &[]);
    let library = found(&course.built.join("prepared"), "libsubject.so").expect("a library");
    let stacks = stack_flags(&fs::read(library).unwrap());
    assert!(stacks.iter().all(|flags| flags & EXECUTABLE == 0) && stacks.len() == 1, "{stacks:?}");
}

/// Here the compiler brings the linker along that it builds the checks with.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[test]
fn without_a_linker_of_the_system_the_toolchains_own_one_links() {
    let course = bare_copy();
    let tools = course.path("tools");
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let cc = std::env::split_paths(&folders).map(|folder| folder.join("cc"));
    let cc = cc.into_iter().find(|path| path.is_file()).expect("a C compiler");
    fs::create_dir(&tools).unwrap();
    std::os::unix::fs::symlink(cc, tools.join("cc")).unwrap();
    let said = said(course.grader(&["check", "honest"]).env("PATH", &tools));
    assert_eq!(said.code, 0, "{said:?}");
    let script = found(&course.built.join("prepared"), "link").expect("the linker's script");
    assert!(fs::read_to_string(script).unwrap().contains("rust-lld"));
}

#[cfg(target_os = "linux")]
fn found(folder: &std::path::Path, name: &str) -> Option<std::path::PathBuf> {
    let paths = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let here = |path: std::path::PathBuf| {
        if path.is_dir() { found(&path, name) } else { path.ends_with(name).then_some(path) }
    };
    paths.into_iter().find_map(here)
}

/// The flags of the program headers that speak of the stack, in a 64-bit ELF file.
#[cfg(target_os = "linux")]
fn stack_flags(elf: &[u8]) -> Vec<u32> {
    const STACK: u32 = 0x6474_e551;
    let half = |at: usize| usize::from(u16::from_ne_bytes([elf[at], elf[at + 1]]));
    let word = |at: usize| u32::from_ne_bytes(elf[at..at + 4].try_into().unwrap());
    let table = usize::try_from(word(32)).unwrap();
    let headers = (0..half(56)).map(|number| table + number * half(54));
    headers.filter(|at| word(*at) == STACK).map(|at| word(at + 4)).collect()
}
