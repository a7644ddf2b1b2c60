//! Taking in what a student handed in, a folder or an archive: the catalogue's modules are found
//! and read once, and nothing else of it is opened or obeyed. What is wrong with one module costs
//! that module; what makes the whole doubtful refuses the whole. Nothing is judged here.
//!
//! A module is `NAME.rs`, or else `exercises/NAME.rs`, in the submission itself; when neither
//! place there has any module, then in the one folder of it that has some. Names are compared
//! byte for byte. No link is followed, and only regular files are read.

mod beneath;
mod folder;
mod packed;
mod places;

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use crate::{archive::Caps, course::ModuleError, model::Finding};

/// What is handed in has a few small modules in it, and perhaps whatever lay beside them.
const CAPS: Caps = Caps {
    packed: 32 << 20,
    entries: 20_000,
    file: crate::course::LARGEST_MODULE,
    whole: 64 << 20,
};

/// What was handed in, as far as it is graded.
#[derive(Debug, Default)]
pub struct Submission {
    /// By the names of exercises; what is not here was not handed in.
    pub modules: BTreeMap<String, Module>,
    /// Why nothing of it is graded.
    pub refused: Option<Finding>,
    /// What whoever grades it should know.
    pub notes: Vec<Finding>,
}

/// One module of a submission.
#[derive(Debug)]
pub struct Module {
    /// Its path, from the folder that the modules lie in.
    pub path: String,
    pub text: Result<String, ModuleError>,
}

/// Nothing was handed in at the path that was typed, or the machine failed. A submission can
/// cause none of these.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    #[error("there is no {0}")]
    Missing(PathBuf),
    /// A link leads to where its maker wants, which need not be a submission.
    #[error("{0} is a link")]
    Link(PathBuf),
    #[error("{0} is neither a folder nor a file")]
    Special(PathBuf),
    #[error("{path}: {why}")]
    Disk { path: PathBuf, why: io::Error },
}

/// Takes in a folder or an archive.
pub fn take(path: &Path, exercises: &[&str]) -> Result<Submission, IntakeError> {
    // A slash at the end would follow a link.
    let path: PathBuf = path.components().collect();
    let disk = |why: io::Error| match why.kind() {
        io::ErrorKind::NotFound => IntakeError::Missing(path.clone()),
        _ => IntakeError::Disk { path: path.clone(), why },
    };
    let kind = fs::symlink_metadata(&path).map_err(disk)?.file_type();
    if kind.is_symlink() {
        Err(IntakeError::Link(path))
    } else if kind.is_dir() {
        let folder = beneath::Folder::open(&path).map_err(disk)?;
        Ok(of(folder::take(folder, exercises).map_err(disk)?))
    } else if kind.is_file() {
        let file = beneath::open_file(&path).map_err(disk)?;
        if !file.metadata().map_err(disk)?.is_file() {
            return Err(IntakeError::Special(path));
        }
        take_archive(file, exercises).map_err(disk)
    } else {
        Err(IntakeError::Special(path))
    }
}

/// Takes in an archive from wherever it comes.
pub fn take_archive(archive: impl Read, exercises: &[&str]) -> io::Result<Submission> {
    let mut bytes = Vec::new();
    archive.take(CAPS.packed + 1).read_to_end(&mut bytes)?;
    Ok(of(packed::take(&bytes, exercises)))
}

/// Why a submission is refused as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Refusal {
    why: &'static str,
    what: Option<String>,
}

impl Refusal {
    fn new(why: &'static str) -> Refusal {
        Refusal { why, what: None }
    }

    fn with(why: &'static str, what: impl Into<String>) -> Refusal {
        Refusal { why, what: Some(what.into()) }
    }

    fn finding(self) -> Finding {
        let finding = Finding::new("refused").with("why", self.why);
        match self.what {
            Some(what) => finding.with("what", what),
            None => finding,
        }
    }
}

fn of(taken: Result<Submission, Refusal>) -> Submission {
    taken.unwrap_or_else(|refusal| {
        let refused = Some(refusal.finding());
        Submission { refused, ..Submission::default() }
    })
}
