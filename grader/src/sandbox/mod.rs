//! The sandbox: what a program that works on a submission may reach, and the way into it. A tier
//! is a promise of SECURITY.md; what this machine can keep is tried elsewhere.

#[cfg(target_os = "linux")]
mod launch;
mod policy;

use std::{ffi::OsString, path::PathBuf};

pub use policy::{Limits, Policy, memory_settings, system_libraries, system_shell};

/// The highest tier there is.
pub const HIGHEST: u8 = 2;

/// The word by which this program is told to be a launcher: it goes into the sandbox and becomes
/// the program that belongs there. Not a command for people.
const CONFINED: &str = "confined";

/// A sandbox of a tier. Tier 0 is none.
#[derive(Clone, Debug)]
pub struct Sandbox {
    pub tier: u8,
    /// This program, which is its own launcher.
    launcher: PathBuf,
}

impl Sandbox {
    pub fn none() -> Sandbox {
        Sandbox { tier: 0, launcher: PathBuf::new() }
    }

    /// The sandbox of a tier that this machine was seen to offer.
    pub fn of(tier: u8, launcher: PathBuf) -> Sandbox {
        Sandbox { tier, launcher }
    }

    pub fn is_none(&self) -> bool {
        self.tier == 0
    }

    /// The same program with the same arguments, started within the sandbox.
    pub fn around(
        &self,
        policy: Policy,
        program: PathBuf,
        args: Vec<OsString>,
    ) -> (PathBuf, Vec<OsString>) {
        if self.is_none() {
            return (program, args);
        }
        let mut confined = self.trial(policy).1;
        confined.push(program.into());
        confined.extend(args);
        (self.launcher.clone(), confined)
    }

    /// Only goes into the sandbox and comes back.
    pub fn trial(&self, policy: Policy) -> (PathBuf, Vec<OsString>) {
        let policy = Policy { tier: self.tier, ..policy };
        let words = serde_json::to_string(&policy).unwrap_or_default();
        (self.launcher.clone(), vec![CONFINED.into(), words.into()])
    }
}

/// Is the launcher, if this process was started as one.
pub fn launched() -> Option<std::process::ExitCode> {
    let mut args = std::env::args_os().skip(1);
    if args.next()? != CONFINED {
        return None;
    }
    #[cfg(target_os = "linux")]
    return Some(launch::main(args));
    #[cfg(not(target_os = "linux"))]
    Some(std::process::ExitCode::from(policy::NOT_CONFINED))
}
