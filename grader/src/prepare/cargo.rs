//! The one call of cargo: builds the contracts and the host into a folder of the grader's own,
//! and tells each finished part.

use std::{ffi::OsString, path::PathBuf, time::Duration};

use serde::Deserialize;

use super::{PrepareError, Step, Toolchain, inputs};
use crate::{
    course::Paths,
    process::{self, Ended, Tool},
};

/// A finished part: a crate and its files.
#[derive(Debug)]
pub struct Part {
    pub name: String,
    pub files: Vec<PathBuf>,
    /// The program, when it is one.
    pub program: Option<PathBuf>,
}

/// A linker may be silent for long, but not for so long.
const SILENCE: Duration = Duration::from_mins(15);

/// Builds; gives the parts in the order in which they were finished.
pub fn build(
    paths: &Paths,
    toolchain: &Toolchain,
    step: &mut impl FnMut(Step),
) -> Result<Vec<Part>, PrepareError> {
    let total = locked_packages(paths);
    step(Step { done: 0, total, part: "" });
    let (mut parts, mut messages) = (Vec::new(), String::new());
    let ended = process::run(&tool(paths, toolchain), |line| match parse(line) {
        Some(Message::Artifact(part)) => {
            parts.push(part);
            let part = parts.last().map_or("", |part: &Part| &part.name);
            step(Step { done: parts.len(), total: total.max(parts.len()), part });
        }
        Some(Message::Error(text)) => messages.push_str(&text),
        None => {}
    })?;
    if ended.succeeded() {
        Ok(parts)
    } else if was_killed(&ended) {
        Err(PrepareError::Killed)
    } else if messages.is_empty() {
        Err(PrepareError::Broken(ended.stderr))
    } else {
        Err(PrepareError::Broken(messages))
    }
}

/// Makes cargo build the course's own packages again, whatever their dates say.
pub fn forget(paths: &Paths, toolchain: &Toolchain) -> Result<(), PrepareError> {
    let mut args: Vec<OsString> =
        ["clean", "--locked", "--package", "kit", "--package", "checks"].map(OsString::from).into();
    args.extend(place(paths, toolchain));
    let ended = process::run(&Tool { args, ..tool(paths, toolchain) }, |_| {})?;
    if ended.succeeded() { Ok(()) } else { Err(PrepareError::Broken(ended.stderr)) }
}

/// Whether the system ended cargo, or, as cargo tells, a compiler that it had started.
fn was_killed(ended: &Ended) -> bool {
    const TOLD: &str = "(signal: 9, SIGKILL: kill)";
    (ended.signal.is_some() && !ended.late) || ended.stderr.contains(TOLD)
}

fn tool(paths: &Paths, toolchain: &Toolchain) -> Tool {
    Tool {
        program: toolchain.cargo.clone(),
        args: args(paths, toolchain),
        env: env(toolchain),
        folder: paths.root.clone(),
        deadline: SILENCE,
        interruptible: true,
    }
}

fn args(paths: &Paths, toolchain: &Toolchain) -> Vec<OsString> {
    let mut args: Vec<OsString> =
        ["build", "--locked", "--package", "checks", "--message-format", "json"]
            .map(OsString::from)
            .into();
    if inputs::has_hidden(paths) {
        args.extend(["--features", "hidden"].map(OsString::from));
    }
    args.extend(place(paths, toolchain));
    // One shared standard library and one shared contract for host and submissions.
    args.extend(["--config", "build.rustflags=['-Cprefer-dynamic']"].map(OsString::from));
    args
}

/// Where it builds. With a target, flags are not applied to procedural macros and build scripts.
fn place(paths: &Paths, toolchain: &Toolchain) -> [OsString; 4] {
    let folder = paths.built.join("cargo").into();
    ["--target".into(), toolchain.target.into(), "--target-dir".into(), folder]
}

fn env(toolchain: &Toolchain) -> Vec<(OsString, OsString)> {
    let mut env = vec![(OsString::from("RUSTC"), toolchain.rustc.clone().into_os_string())];
    // A proxy of rustup that some build script may meet must not install another toolchain.
    env.push(("RUSTUP_AUTO_INSTALL".into(), "0".into()));
    // Where cargo finds what was downloaded, and how to download the rest.
    for name in [
        "HOME",
        "CARGO_HOME",
        "RUSTUP_HOME",
        "RUSTUP_TOOLCHAIN",
        "CARGO_NET_OFFLINE",
        "HTTPS_PROXY",
        "https_proxy",
    ] {
        env.extend(std::env::var_os(name).map(|value| (name.into(), value)));
    }
    env
}

/// About as many parts as there are packages for this build in the lock file. Only a picture of
/// progress depends on it.
fn locked_packages(paths: &Paths) -> usize {
    const OURS: &[&str] = &["bytes", "futures", "kit", "tokio", "checks", "contract", "host"];
    let lock = std::fs::read_to_string(paths.root.join("Cargo.lock")).unwrap_or_default();
    reachable(&lock).max(OURS.len())
}

/// Packages of the lock file that the package `checks` needs, itself counted twice: it is a
/// library and a program.
fn reachable(lock: &str) -> usize {
    #[derive(Deserialize)]
    struct Lock {
        #[serde(default)]
        package: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        #[serde(default)]
        dependencies: Vec<String>,
    }
    let Ok(lock) = toml::from_str::<Lock>(lock) else { return 0 };
    let (mut seen, mut next) = (vec!["checks".to_owned()], 0);
    while let Some(name) = seen.get(next).cloned() {
        next += 1;
        let needed = lock.package.iter().filter(|package| package.name == name);
        for dependency in needed.flat_map(|package| &package.dependencies) {
            let dependency = dependency.split(' ').next().unwrap_or_default();
            if !seen.iter().any(|seen| seen == dependency) && !dependency.starts_with("windows") {
                seen.push(dependency.to_owned());
            }
        }
    }
    seen.len() + 1
}

enum Message {
    Artifact(Part),
    Error(String),
}

fn parse(line: &str) -> Option<Message> {
    #[derive(Deserialize)]
    struct Line {
        reason: String,
        target: Option<Target>,
        #[serde(default)]
        filenames: Vec<PathBuf>,
        executable: Option<PathBuf>,
        message: Option<Diagnostic>,
    }
    #[derive(Deserialize)]
    struct Target {
        name: String,
    }
    #[derive(Deserialize)]
    struct Diagnostic {
        level: String,
        rendered: Option<String>,
    }
    let line: Line = serde_json::from_str(line).ok()?;
    match (line.reason.as_str(), line.message) {
        ("compiler-artifact", _) => Some(Message::Artifact(Part {
            name: line.target?.name,
            files: line.filenames,
            program: line.executable,
        })),
        ("compiler-message", Some(message)) if message.level == "error" => {
            message.rendered.map(Message::Error)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_packages_that_the_checks_need_are_counted() {
        let lock = "[[package]]\nname = 'checks'\ndependencies = ['tokio 1.0', 'kit']\n\
            [[package]]\nname = 'tokio'\ndependencies = ['bytes']\n[[package]]\nname = 'kit'\n\
            [[package]]\nname = 'bytes'\n[[package]]\nname = 'clap'\n";
        assert_eq!(reachable(lock), 5);
        assert_eq!(reachable("not a lock file"), 0);
    }
}
