//! Programs that are killed, crash or are stopped in the middle of their work, and files that are
//! cut or may not be written: a verdict is right or there is none, and it is said why.
#![cfg(target_os = "linux")]

use std::{
    fs::{self, File},
    io::{BufRead, BufReader},
    os::unix::{fs::symlink, process::ExitStatusExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use super::{
    courses::{Course, bakery, bare_copy},
    support::{Said, said},
};

/// A toolchain whose compiler does this before it begins with what a test names.
fn toolchain(course: &Course, before: &str) -> PathBuf {
    let real = PathBuf::from(env!("CARGO")).parent().map(Path::to_owned).expect("cargo's folder");
    let sysroot = course.path("toolchain");
    fs::create_dir_all(sysroot.join("bin")).expect("its folder");
    symlink(real.with_file_name("lib"), sysroot.join("lib")).expect("its libraries");
    script(&sysroot.join("bin/cargo"), &format!("exec '{}/cargo' \"$@\"\n", real.display()));
    let rustc = format!("{before}\nexec '{}/rustc' \"$@\"\n", real.display());
    script(&sysroot.join("bin/rustc"), &rustc);
    sysroot
}

fn script(path: &Path, text: &str) {
    use std::os::unix::fs::PermissionsExt;

    fs::write(path, format!("#!/bin/sh\n{text}")).expect("a script");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("its rights");
}

/// A compiler that does this when it is given a submission.
fn on_submissions(what: &str) -> String {
    format!("for arg do case $arg in --crate-name=subject) {what} ;; esac; done")
}

fn check(course: &Course, sysroot: &Path, how: &[&str]) -> Said {
    let mut command = course.grader(&["check", "honest"]);
    said(command.args(how).env("DOJO_SYSROOT", sysroot))
}

/// Our failure, told in both languages.
fn is_ours(said: impl Fn(&[&str]) -> Said, words: [&str; 2]) {
    for (language, words) in ["en", "ru"].into_iter().zip(words) {
        let said = said(&["--lang", language]);
        assert_eq!(said.code, 3, "{said:?}");
        assert!(said.err.contains(words), "{said:?}");
        assert!(said.out.is_empty(), "{said:?}");
    }
}

#[test]
fn a_compiler_that_somebody_kills_is_no_verdict() {
    let course = bare_copy();
    let sysroot = toolchain(&course, &on_submissions("kill -KILL $$"));
    is_ours(|how| check(&course, &sysroot, how), ["compiler was killed", "Компилятор был убит"]);
}

#[test]
fn a_compiler_that_is_killed_while_the_checks_are_built_is_our_failure() {
    let course = bare_copy();
    let dies = "for arg do case $arg in contract) kill -KILL $$ ;; esac; done";
    let sysroot = toolchain(&course, dies);
    is_ours(|how| check(&course, &sysroot, how), ["compiler was killed", "Компилятор был убит"]);
}

#[test]
fn cargo_that_is_killed_is_our_failure() {
    let course = bare_copy();
    let sysroot = toolchain(&course, "");
    script(&sysroot.join("bin/cargo"), "kill -KILL $$\n");
    is_ours(|how| check(&course, &sysroot, how), ["compiler was killed", "Компилятор был убит"]);
}

#[test]
fn a_compiler_that_falls_over_a_module_is_a_verdict_on_it() {
    for (fall, finding) in [
        ("kill -SEGV $$", "compiler-crashed"),
        ("kill -ABRT $$", "compiler-crashed"),
        ("exit 101", "compiler-crashed"),
        ("kill -XCPU $$", "compiler-overran"),
    ] {
        let course = bare_copy();
        let sysroot = toolchain(&course, &on_submissions(fall));
        let said = check(&course, &sysroot, &["--format", "json"]);
        assert_eq!(said.code, 1, "{fall}: {said:?}");
        assert_eq!(said.verdict("honest")["obstacle"]["id"], finding, "{fall}");
    }
}

/// A grader that runs until somebody ends it.
#[allow(clippy::disallowed_methods, reason = "it has to be killed in the middle of its work")]
fn started(course: &Course, args: &[&str], env: &[(&str, &Path)]) -> Child {
    let command = course.grader(args);
    let mut plain = Command::new(command.get_program());
    plain.args(command.get_args()).env_clear().current_dir(&course.folder);
    plain.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    plain.envs(env.iter().map(|(name, value)| (name, value.as_os_str())));
    plain.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    plain.spawn().expect("the grader starts")
}

#[test]
fn nobody_takes_the_folder_in_which_an_orphaned_compiler_still_writes() {
    let course = bare_copy();
    let pipe = |name: &str| {
        let path = course.path(name);
        let made = assert_cmd::Command::new("mkfifo").arg(&path).output().expect("mkfifo");
        assert!(made.status.success(), "{made:?}");
        path
    };
    let (begun, go_on) = (pipe("begun"), pipe("go_on"));
    let waits = format!(
        "if [ -e '{flag}' ]; then rm '{flag}'; \
         echo > '{begun}'; read -r line < '{go_on}'; fi",
        flag = course.path("flag").display(),
        begun = begun.display(),
        go_on = go_on.display(),
    );
    let sysroot = toolchain(&course, &on_submissions(&waits));
    assert_eq!(check(&course, &sysroot, &[]).code, 0);
    course.write("flag", "");
    let args = ["check", "honest", "--fresh"];
    let mut grader = started(&course, &args, &[("DOJO_SYSROOT", &sysroot)]);
    fs::read(&begun).expect("the compiler has begun");
    grader.kill().expect("the grader is killed");
    assert_eq!(grader.wait().expect("it ended").signal(), Some(9));
    let second = |number: usize| {
        let prepared = fs::read_dir(course.built.join("prepared")).expect("what was built");
        let mut folders = prepared.flatten().map(|entry| entry.path().join("scratch"));
        folders.any(|all| all.join(format!("honest-{number}")).exists())
    };
    assert!(!second(1));
    assert_eq!(check(&course, &sysroot, &["--fresh"]).code, 0);
    assert!(second(1), "the first folder is still its compiler's");
    fs::write(&go_on, "\n").expect("the compiler goes on");
}

/// Everything that this process started and that its children started, by its number.
fn descendants(of: &str) -> Vec<String> {
    let all = fs::read_dir("/proc").expect("processes").flatten();
    let all: Vec<_> = all.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let mut found = vec![of.to_owned()];
    let mut next = 0;
    while let Some(parent) = found.get(next).cloned() {
        next += 1;
        let is_child = |process: &&String| stat(process).is_some_and(|(_, of)| of == parent);
        found.extend(all.iter().filter(is_child).cloned());
    }
    found.split_off(1)
}

/// The state of a process and its parent's number.
fn stat(process: &str) -> Option<(String, String)> {
    let words = words(process)?;
    Some((words.first()?.clone(), words.get(1)?.clone()))
}

/// What the kernel says of a process, from its state on.
fn words(process: &str) -> Option<Vec<String>> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, rest) = stat.rsplit_once(')')?;
    Some(rest.split_whitespace().map(str::to_owned).collect())
}

/// Whether a check's process is past its first steps, in which it binds itself to its parent: it
/// waits for something, has a second thread, or has ended.
fn is_under_way(process: &str) -> bool {
    const THREADS: usize = 17;
    let words = words(process).unwrap_or_default();
    let alone = words.get(THREADS).is_some_and(|threads| threads == "1");
    !alone || !words.first().is_some_and(|state| ["R", "D"].contains(&state.as_str()))
}

fn is_alive(process: &str) -> bool {
    stat(process).is_some_and(|(state, _)| !["Z", "X"].contains(&state.as_str()))
}

fn host_of(course: &Course) -> Vec<PathBuf> {
    let prepared = fs::read_dir(course.built.join("prepared")).expect("what was built").flatten();
    prepared.map(|entry| entry.path().join("host")).filter(|host| host.is_file()).collect()
}

#[test]
fn a_killed_grader_takes_its_host_and_its_checks_along_even_when_they_are_stopped() {
    // To orphans that are stopped the kernel sends SIGHUP, unless their new parent is a neighbour.
    // Here it must be somebody else who ends them.
    rustix::process::set_child_subreaper(Some(rustix::process::getpid())).expect("a reaper");
    for how in [&[][..], &["--no-fork"]] {
        let from = ["check", "trouble", "--from", "submissions/trouble", "--fresh"];
        let args = [&from[..], &["--format", "jsonl"], how].concat();
        let mut grader = started(bakery(), &args, &[]);
        let lines = BufReader::new(grader.stdout.take().expect("its report")).lines();
        let first = lines.map_while(Result::ok).find(|line| line.contains("\"checked\""));
        assert!(first.is_some(), "some check is over, and others run");
        // Whoever is stopped ends only by being killed; a stopped host starts no check any more.
        let number = grader.id().to_string();
        let hosts = descendants(&number).into_iter();
        let hosts = hosts.filter(|host| stat(host).is_some_and(|(_, of)| of == number));
        signal("-STOP", &hosts.collect::<Vec<_>>());
        while !descendants(&number).iter().all(|process| is_under_way(process)) {
            thread::sleep(Duration::from_millis(1));
        }
        signal("-STOP", &descendants(&number));
        let stopped = descendants(&number);
        assert!(stopped.len() > 1, "a host and its checks: {stopped:?}");
        grader.kill().expect("the grader is killed");
        grader.wait().expect("it ended");
        // The kernel takes its time, and a test that waits for ever says nothing.
        for _ in 0..600 {
            if stopped.iter().any(|process| is_alive(process)) {
                thread::sleep(Duration::from_millis(50));
            }
        }
        let left: Vec<_> = stopped.into_iter().filter(|process| is_alive(process)).collect();
        signal("-KILL", &left);
        assert_eq!(left, Vec::<String>::new(), "{how:?}: left behind");
    }
}

fn signal(signal: &str, processes: &[String]) {
    // One of them may have ended meanwhile.
    let _ = assert_cmd::Command::new("kill").arg(signal).args(processes).output();
}

#[test]
fn what_was_cut_on_the_disk_is_made_anew() {
    let course = bare_copy();
    let check = || said(&mut course.grader(&["check", "honest"]));
    assert_eq!(check().code, 0);
    let cut = |file: PathBuf| {
        let size = fs::metadata(&file).expect("a file").len();
        File::options().write(true).open(&file).expect("it").set_len(size / 2).expect("cut");
    };
    for folder in [course.built.join("verdicts"), course.path(".dojo"), course.built.clone()] {
        let files = fs::read_dir(&folder).expect("a folder").flatten().map(|entry| entry.path());
        files.filter(|path| path.extension().is_some_and(|end| end == "json")).for_each(cut);
        assert_eq!(check().code, 0, "{}", folder.display());
    }
    for host in host_of(&course) {
        cut(host.with_file_name("build.json"));
    }
    cut(course.built.join("cargo/inputs.json"));
    assert_eq!(check().code, 0);
}

#[test]
fn a_verdict_that_can_be_kept_nowhere_is_given_all_the_same() {
    let course = bare_copy();
    assert_eq!(said(&mut course.grader(&["check", "honest"])).code, 0);
    fs::remove_dir_all(course.built.join("verdicts")).expect("it goes");
    fs::remove_dir_all(course.path(".dojo")).expect("it goes");
    // Where a folder should be stands a file.
    fs::write(course.built.join("verdicts"), "").expect("a file");
    course.write(".dojo", "");
    let said = said(&mut course.grader(&["check", "honest"]));
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("1/1") && said.err.contains("could not be remembered"), "{said:?}");
}
