//! A program that runs to its end: its output is wanted as a whole.

use std::{
    ffi::OsString,
    io::{self, BufRead, BufReader, Read},
    path::PathBuf,
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

use super::{ProcessError, Stop, group};

/// Of every stream so much is kept; the rest is read and dropped.
const KEPT: usize = 16 << 20;

/// What to run.
#[derive(Clone, Debug)]
pub struct Tool {
    pub program: PathBuf,
    pub args: Vec<OsString>,
    /// The whole environment, except for a few variables that programs cannot live without.
    pub env: Vec<(OsString, OsString)>,
    pub folder: PathBuf,
    /// How long it may stay silent.
    pub deadline: Duration,
    /// Whether Ctrl+C in the grader's terminal reaches it too. Otherwise it leads a group of its
    /// own, which is killed as one.
    pub interruptible: bool,
}

/// How a program ended.
#[derive(Debug)]
pub struct Ended {
    /// The exit code; `None` when it was killed.
    pub code: Option<i32>,
    /// The signal that ended it, where there are signals.
    pub signal: Option<i32>,
    pub late: bool,
    pub stderr: String,
}

impl Ended {
    pub fn succeeded(&self) -> bool {
        self.code == Some(0)
    }
}

/// Runs the tool to its end; every line of its standard output goes to `line` as it comes.
pub fn run(tool: &Tool, line: impl FnMut(&str)) -> Result<Ended, ProcessError> {
    run_until(tool, &Stop::default(), line)
}

/// The same, but somebody may ask it to stop; then it ends as if it was killed.
pub fn run_until(
    tool: &Tool,
    stop: &Stop,
    mut line: impl FnMut(&str),
) -> Result<Ended, ProcessError> {
    let mut child = start(tool, Stdio::null(), Stdio::piped())?;
    let (out, err) = (child.stdout.take(), child.stderr.take());
    let child = stop.hold(child);
    let (tell, heard) = mpsc::channel();
    let lines = thread::spawn(move || {
        for_each_line(out.into_iter().flat_map(lines_of), |line| tell.send(line).is_ok());
    });
    let errors = thread::spawn(move || err.map(read_capped).unwrap_or_default());
    let mut late = false;
    loop {
        match heard.recv_timeout(tool.deadline) {
            Ok(text) => line(&text),
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                late = true;
                child.kill();
                break;
            }
        }
    }
    let status = child.wait().map_err(|why| lost(tool, why))?;
    // A finished thread's panic would be ours; there is nothing to panic at in either.
    let (_, stderr) = (lines.join(), errors.join().unwrap_or_default());
    Ok(Ended { late, stderr, ..ended(status) })
}

/// The end as such, without anything that was heard.
pub(super) fn ended(status: ExitStatus) -> Ended {
    Ended { code: status.code(), signal: signal(status), late: false, stderr: String::new() }
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_status: ExitStatus) -> Option<i32> {
    None
}

/// Starts the tool with its errors piped.
#[allow(clippy::disallowed_methods, reason = "this is the room that starts programs")]
pub(super) fn start(tool: &Tool, input: Stdio, output: Stdio) -> Result<Child, ProcessError> {
    let mut command = Command::new(&tool.program);
    command.args(&tool.args).current_dir(&tool.folder).env_clear();
    command.envs(inherited()).envs(tool.env.iter().map(|(name, value)| (name, value)));
    command.stdin(input).stdout(output).stderr(Stdio::piped());
    if !tool.interruptible {
        group::lead(&mut command);
    }
    command.spawn().map_err(|why| ProcessError::NotStarted {
        program: tool.program.display().to_string(),
        why,
    })
}

pub(super) fn lost(tool: &Tool, why: io::Error) -> ProcessError {
    ProcessError::Lost { program: tool.program.display().to_string(), why }
}

/// What a program cannot live without: where other programs, temporary files and, on Windows,
/// the system itself are.
fn inherited() -> impl Iterator<Item = (&'static str, OsString)> {
    const NAMES: [&str; 7] =
        ["PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot", "SystemDrive", "USERPROFILE"];
    NAMES.into_iter().filter_map(|name| Some((name, std::env::var_os(name)?)))
}

fn lines_of(out: impl Read) -> impl Iterator<Item = io::Result<Vec<u8>>> {
    BufReader::new(out).split(b'\n')
}

fn for_each_line(
    lines: impl Iterator<Item = io::Result<Vec<u8>>>,
    mut tell: impl FnMut(String) -> bool,
) {
    for line in lines.map_while(Result::ok) {
        if !tell(String::from_utf8_lossy(&line).into_owned()) {
            break;
        }
    }
}

fn read_capped(mut stream: impl Read) -> String {
    let mut kept = Vec::new();
    let _ = stream.by_ref().take(KEPT as u64).read_to_end(&mut kept);
    let _ = io::copy(&mut stream, &mut io::sink());
    String::from_utf8_lossy(&kept).into_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str) -> Tool {
        Tool {
            program: "/bin/sh".into(),
            args: vec!["-c".into(), script.into()],
            env: vec![("BREAD".into(), "rye".into())],
            folder: "/".into(),
            deadline: Duration::from_mins(5),
            interruptible: false,
        }
    }

    #[test]
    fn lines_come_as_they_are_and_the_exit_code_and_the_errors_at_the_end() {
        let mut lines = Vec::new();
        let tool = shell("echo one; printf 'caf\\351'; echo wrong >&2; exit 7");
        let ended = run(&tool, |line| lines.push(line.to_owned())).unwrap();
        assert_eq!(lines, ["one", "caf\u{fffd}"]);
        assert_eq!((ended.code, ended.late, ended.stderr.as_str()), (Some(7), false, "wrong\n"));
    }

    #[test]
    fn a_program_that_says_nothing_for_too_long_ends_with_everything_it_started() {
        let tool = Tool { deadline: Duration::from_millis(1), ..shell("sleep 600 & wait") };
        // Returning at all shows it: both outputs are read until the last holder is gone.
        let ended = run(&tool, |_| {}).unwrap();
        assert_eq!((ended.code, ended.late), (None, true));
    }

    #[test]
    fn of_the_callers_variables_a_program_sees_next_to_nothing() {
        let mut names = Vec::new();
        let tool = Tool { program: "/usr/bin/env".into(), args: Vec::new(), ..shell("") };
        run(&tool, |line| names.push(line.split('=').next().unwrap_or_default().to_owned()))
            .unwrap();
        let known = |name: &String| inherited().any(|(known, _)| known == name) || name == "BREAD";
        assert!(names.iter().all(known) && names.iter().any(|name| name == "BREAD"), "{names:?}");
    }

    #[test]
    fn a_flood_of_errors_is_read_to_its_end_and_cut() {
        let tool = shell("head -c 20000000 /dev/zero >&2; echo done");
        let mut last = String::new();
        let ended = run(&tool, |line| line.clone_into(&mut last)).unwrap();
        assert_eq!((last.as_str(), ended.stderr.len()), ("done", KEPT));
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let why = run(&Tool { program: "/nonexistent".into(), ..shell("") }, |_| {}).unwrap_err();
        assert!(why.to_string().starts_with("/nonexistent cannot be started"), "{why}");
    }
}
