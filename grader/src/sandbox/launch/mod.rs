//! The launcher: goes into the sandbox step by step, then becomes the program. It fails closed:
//! when a step fails, the program never runs.

mod files;
mod limits;
mod mounts;
mod namespaces;
mod syscalls;

use std::{
    ffi::OsString,
    os::unix::process::{CommandExt, ExitStatusExt},
    process::{Command, ExitCode},
};

use nix::sys::{prctl, signal::Signal};

use super::policy::{NOT_CONFINED, Policy};

/// Which step failed, and why.
#[derive(Debug, thiserror::Error)]
#[error("{step}: {why}")]
pub(super) struct Unconfined {
    step: &'static str,
    why: String,
}

pub(super) fn main(args: impl Iterator<Item = OsString>) -> ExitCode {
    confined(args).unwrap_or_else(|why| {
        eprintln!("{why}");
        ExitCode::from(NOT_CONFINED)
    })
}

fn confined(mut args: impl Iterator<Item = OsString>) -> Result<ExitCode, Unconfined> {
    let policy = args.next().unwrap_or_default();
    let policy: Policy = failing("policy", serde_json::from_slice(policy.as_encoded_bytes()))?;
    // Nobody is left to wait for the answer when the grader is gone.
    failing("the end with the grader", prctl::set_pdeathsig(Signal::SIGKILL))?;
    if policy.tier >= 2 {
        namespaces::enter(&policy)?;
        mounts::change_root(&policy)?;
    }
    limits::set(&policy.limits)?;
    failing("no new privileges", prctl::set_no_new_privs())?;
    files::restrict(&policy)?;
    syscalls::filter()?;
    match args.next() {
        Some(program) => run(program, args, policy.alone),
        None => Ok(ExitCode::SUCCESS),
    }
}

/// Becomes the program; or starts it as the first process of its own numbering, and ends with it.
#[allow(clippy::disallowed_methods, reason = "the launcher is what `process` starts")]
fn run(
    program: OsString,
    args: impl Iterator<Item = OsString>,
    alone: bool,
) -> Result<ExitCode, Unconfined> {
    let mut command = Command::new(program);
    // What runs in here has no need to know where it lies outside.
    command.args(args).arg0("dojo");
    if !alone {
        return failing("the program", Err(command.exec()));
    }
    let mut child = failing("the program", command.spawn())?;
    let status = failing("the program", child.wait())?;
    let code = status.code().or_else(|| status.signal().map(|signal| 128 + signal));
    Ok(ExitCode::from(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(u8::MAX)))
}

fn failing<T, E: ToString>(step: &'static str, done: Result<T, E>) -> Result<T, Unconfined> {
    done.map_err(|why| Unconfined { step, why: why.to_string() })
}
