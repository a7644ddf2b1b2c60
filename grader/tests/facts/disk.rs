//! Disks that are full or may only be read, wherever in a run that is noticed: our failure, and never a zero. Where
//! no small disk can be mounted these tests say that they saw nothing.
#![cfg(target_os = "linux")]

use std::{
    fs::{self, File},
    process::{Command, Stdio},
};

use super::{
    courses::{bakery, bare_copy},
    support::{Said, clean},
};

#[test]
#[allow(clippy::disallowed_methods, reason = "its standard output has to be this device")]
fn a_report_that_cannot_be_written_is_our_failure() {
    for format in ["text", "json", "jsonl"] {
        let full = File::options().write(true).open("/dev/full").expect("the full device");
        let command = bakery().grader(&["check", "bread", "--format", format]);
        let mut plain = Command::new(command.get_program());
        plain.args(command.get_args()).env_clear().current_dir(&bakery().folder);
        plain.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let output = plain.stdin(Stdio::null()).stdout(full).output().expect("the grader starts");
        assert_eq!(output.status.code(), Some(3), "{format}: {output:?}");
    }
}

#[test]
fn a_disk_on_which_no_build_begins_is_told() {
    is_told("16k", "exec \"$grader\" check honest");
}

#[test]
fn a_disk_that_fills_while_the_checks_are_built_is_told() {
    is_told("300k", "exec \"$grader\" check honest");
}

#[test]
fn a_disk_that_fills_while_a_module_is_compiled_is_no_verdict_on_it() {
    is_told(
        "48m",
        "\"$grader\" check honest >/dev/null 2>&1 || exit 9\n\
         dd if=/dev/zero of=\"$built/filler\" bs=4k 2>/dev/null\n\
         echo '//' >> exercises/honest.rs\n\
         exec \"$grader\" check honest",
    );
}

#[test]
fn a_course_that_may_only_be_read_is_graded_and_nothing_is_remembered() {
    let Some(said) = with_read_only("$PWD", "exec \"$grader\" check honest --fresh") else {
        return;
    };
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("1/1") && said.err.contains("could not be remembered"), "{said:?}");
}

#[test]
fn a_build_folder_that_may_only_be_read_is_our_failure_and_what_was_kept_is_still_known() {
    let script = "\"$grader\" check honest >/dev/null || exit 9\n\
        exec \"$grader\" check honest --fresh";
    let Some(said) = with_read_only("$built", script) else { return };
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("Read-only") && said.err.contains("no score"), "{said:?}");
    assert!(said.out.is_empty(), "{said:?}");
}

/// Runs the script after a first run, with a folder that may only be read from then on.
fn with_read_only(folder: &str, script: &str) -> Option<Said> {
    let said = on_small_disk(
        "256m",
        &format!(
            "\"$grader\" check honest >/dev/null 2>&1 || exit 9\nrm -rf .dojo\n\
             mount --bind \"{folder}\" \"{folder}\" && mount -o remount,ro,bind \"{folder}\" || exit 8\n\
             cd \"$PWD\"\n{script}"
        ),
    );
    if said.is_none() {
        eprintln!("skipped: nothing can be mounted here (unshare, mount)");
    }
    said
}

/// Runs the script with a build folder on a disk of its own, of this size.
fn is_told(size: &str, script: &str) {
    let Some(said) = on_small_disk(size, script) else {
        eprintln!("skipped: no small disk can be mounted here (unshare, mount)");
        return;
    };
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains("The disk is full"), "{said:?}");
    assert!(said.err.contains("no score was given"), "{said:?}");
    assert!(said.out.is_empty(), "{said:?}");
}

fn on_small_disk(size: &str, script: &str) -> Option<Said> {
    const MOUNTED: &str = "mounted";
    let course = bare_copy();
    fs::create_dir_all(&course.built).expect("a folder to mount on");
    let mount = format!("mount -t tmpfs -o size={size} none \"$built\" || exit 8\necho {MOUNTED}");
    let mut shell = clean(assert_cmd::Command::new("unshare"));
    shell.args(["--user", "--map-root-user", "--mount", "sh", "-c"]);
    shell.arg(format!("{mount}\n{script}"));
    shell.env("grader", env!("CARGO_BIN_EXE_grader")).env("built", &course.built);
    shell.current_dir(&course.folder).env("DOJO_TARGET_DIR", &course.built);
    let output = shell.output().ok()?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let out = text(&output.stdout).strip_prefix(&format!("{MOUNTED}\n"))?.to_owned();
    Some(Said { code: output.status.code().unwrap_or(-1), out, err: text(&output.stderr) })
}
