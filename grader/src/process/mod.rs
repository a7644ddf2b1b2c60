//! The outside world: every other program is started here and nowhere else. Each gets a clean
//! environment, a deadline, a cap on what is kept of its output, and a process group that is
//! killed as one.

mod foreground;
mod group;
mod run;
mod stop;
mod talk;

pub use foreground::foreground;
pub use run::{Ended, Tool, run, run_until};
pub use stop::Stop;
pub use talk::{Talk, talk, talk_holding};

/// Why a program could not be started or heard.
#[derive(Debug, thiserror::Error)]
pub enum ProcessError {
    #[error("{program} cannot be started: {why}")]
    NotStarted { program: String, why: std::io::Error },
    #[error("{program} cannot be heard: {why}")]
    Lost { program: String, why: std::io::Error },
    /// It lives, or seems to, and does not speak.
    #[error("{program} has said nothing for {seconds} s")]
    Silent { program: String, seconds: u64 },
}

/// The variable by which a program finds its shared libraries.
pub fn library_path(
    folders: &[std::path::PathBuf],
) -> Vec<(std::ffi::OsString, std::ffi::OsString)> {
    let name = match std::env::consts::OS {
        "windows" => "PATH",
        "macos" => "DYLD_FALLBACK_LIBRARY_PATH",
        _ => "LD_LIBRARY_PATH",
    };
    let mut folders = folders.to_vec();
    if name == "PATH" {
        folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    }
    let joined = std::env::join_paths(folders).unwrap_or_default();
    vec![(name.into(), joined)]
}
