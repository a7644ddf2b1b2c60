//! What this machine offers: the tiers of the sandbox, tried and not guessed.

use std::{env, io, path::PathBuf, time::Duration};

use crate::{
    process::{self, Tool},
    sandbox::{self, HIGHEST, Limits, Policy, Sandbox},
};

/// Going into the sandbox takes milliseconds; this is for a machine in trouble.
const PATIENCE: Duration = Duration::from_mins(1);

/// Why a tier cannot be had here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    pub tier: u8,
    pub why: String,
}

/// The best sandbox of this machine, at most of this tier, and what stands against a better one.
pub fn best_sandbox(most: u8) -> (Sandbox, Option<Missing>) {
    let mut missing = None;
    for tier in (1..=most.min(HIGHEST)).rev() {
        match sandbox(tier) {
            Ok(sandbox) => return (sandbox, missing),
            Err(why) => missing = missing.or(Some(Missing { tier, why })),
        }
    }
    (Sandbox::none(), missing)
}

/// The sandbox of exactly this tier, after having been in it.
pub fn sandbox(tier: u8) -> Result<Sandbox, String> {
    if tier == 0 {
        return Ok(Sandbox::none());
    }
    let launcher = env::current_exe().map_err(|why| why.to_string())?;
    let sandbox = Sandbox::of(tier, launcher);
    let (program, args) = sandbox.trial(trial_policy());
    let tool = Tool {
        program,
        args,
        env: Vec::new(),
        folder: root(),
        deadline: PATIENCE,
        interruptible: false,
    };
    let ended = process::run(&tool, |_| {}).map_err(|why| why.to_string())?;
    if ended.succeeded() { Ok(sandbox) } else { Err(ended.stderr.trim().to_owned()) }
}

/// What every sandbox is made of, and nothing to work on in it.
fn trial_policy() -> Policy {
    Policy {
        read: sandbox::system_libraries(),
        folder: root(),
        alone: true,
        limits: Limits { cpu: 1, ..Limits::default() },
        ..Policy::default()
    }
}

fn root() -> PathBuf {
    PathBuf::from("/")
}

/// How many bytes are free where the path lies.
#[cfg(unix)]
pub fn free_space(path: &std::path::Path) -> io::Result<u64> {
    let existing = path.ancestors().find(|folder| folder.exists()).unwrap_or(path);
    let found = rustix::fs::statvfs(existing)?;
    Ok(found.f_bavail * found.f_frsize)
}

#[cfg(not(unix))]
pub fn free_space(_: &std::path::Path) -> io::Result<u64> {
    Err(io::ErrorKind::Unsupported.into())
}
