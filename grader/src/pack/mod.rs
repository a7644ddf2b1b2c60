//! What goes to a student and what comes back: packs, made from a list and proved on the result,
//! updates of an unpacked pack, and submissions.

mod checks;
mod content;
mod listing;
mod manifests;
mod proof;
mod prose;
mod secrets;
mod sentences;
mod student;
pub mod submission;
pub mod update;

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{
    archive::{ArchiveError, Caps},
    prepare::ToolchainError,
    process::ProcessError,
};
pub use listing::{Listing, course_key};
pub use proof::{Leak, What, leaks};
pub use secrets::Secrets;
pub use student::student;

/// A pack has a few hundred files and two megabytes; a larger one is none.
pub const CAPS: Caps = Caps { packed: 32 << 20, entries: 4000, file: 4 << 20, whole: 64 << 20 };

#[derive(Debug, thiserror::Error)]
pub enum PackError {
    #[error("{path}: {why}")]
    Disk { path: PathBuf, why: io::Error },
    #[error("{path} is refused: {why}")]
    Archive { path: PathBuf, why: ArchiveError },
    #[error("{0} is neither a pack's folder nor a .zip or .tar.gz of one")]
    NoPack(PathBuf),
    #[error("{0} is there already")]
    Exists(PathBuf),
    #[error("{0} is missing")]
    Missing(String),
    #[error("exercises/{0}.rs is no stub any more: it holds no todo!()")]
    Solved(String),
    #[error("no lock file for the pack:\n{0}")]
    Lock(String),
    #[error("{} secrets in the pack", .0.len())]
    Leaks(Vec<Leak>),
    #[error(transparent)]
    Toolchain(#[from] ToolchainError),
    #[error(transparent)]
    Process(#[from] ProcessError),
}

fn disk(path: &Path, why: io::Error) -> PackError {
    PackError::Disk { path: path.to_owned(), why }
}
