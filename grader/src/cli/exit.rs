//! The exit codes, as `--help` documents them.

use std::process::ExitCode;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Every check passed.
    Passed,
    /// Something did not pass.
    Failed,
    /// The command line is wrong.
    Usage,
    /// The grader or the machine failed.
    Ours,
}

impl Exit {
    pub fn passed_if(passed: bool) -> Exit {
        if passed { Exit::Passed } else { Exit::Failed }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Passed => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
            Exit::Ours => 3,
        })
    }
}
