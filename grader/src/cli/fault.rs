//! Why a command could not do its work: every error of the library becomes a sentence and an
//! exit code here, and nowhere else.

use std::{io, path::Path};

use kit::record::Fact;

use super::exit::Exit;
use crate::{
    archive::ArchiveError,
    compile::CompileError,
    course::{CatalogueError, PathsError, StatementError},
    grade::GradeError,
    pack::PackError,
    prepare::{PrepareError, ToolchainError},
    process::ProcessError,
    tell,
    text::{Args, Texts},
    worker::WorkerError,
};

/// A sentence to be said, and whose fault it is.
#[derive(Debug)]
pub struct Fault {
    key: &'static str,
    args: Args,
    exit: Exit,
}

impl Fault {
    /// The command line asks for what is not there.
    pub fn usage(key: &'static str) -> Fault {
        Fault { key, args: Args::new(), exit: Exit::Usage }
    }

    /// The grader or the machine failed.
    pub fn ours(key: &'static str) -> Fault {
        Fault { key, args: Args::new(), exit: Exit::Ours }
    }

    #[must_use]
    pub fn with(mut self, name: &str, fact: impl Into<Fact>) -> Fault {
        self.args.insert(name.to_owned(), fact.into());
        self
    }

    /// What is to be said, if anything.
    pub fn told(&self, texts: &Texts) -> Option<String> {
        if self.key.is_empty() {
            return None;
        }
        let sentence = texts.say_with(self.key, &self.args);
        Some(match self.exit {
            Exit::Ours => format!("{sentence}\n{}", texts.say("fault-ours")),
            _ => sentence,
        })
    }

    pub fn exit(&self) -> Exit {
        self.exit
    }

    /// A file could not be read or written.
    pub fn disk(path: &Path, why: &io::Error) -> Fault {
        let full = matches!(why.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
        let fault = Fault::ours(if full { "fault-disk-full" } else { "fault-disk" });
        fault.with("path", path.display().to_string()).with("why", why.to_string())
    }

    fn other(why: &dyn std::error::Error) -> Fault {
        Fault::ours("fault-other").with("why", why.to_string())
    }
}

impl From<PathsError> for Fault {
    fn from(PathsError::NotFound { start }: PathsError) -> Fault {
        Fault::usage("fault-no-course").with("start", start.display().to_string())
    }
}

impl From<CatalogueError> for Fault {
    fn from(why: CatalogueError) -> Fault {
        Fault::other(&why)
    }
}

impl From<StatementError> for Fault {
    fn from(StatementError::Unreadable { path, why }: StatementError) -> Fault {
        Fault::disk(&path, &why)
    }
}

impl From<PrepareError> for Fault {
    fn from(why: PrepareError) -> Fault {
        match why {
            PrepareError::Toolchain(ToolchainError::NoRustc(path)) => {
                Fault::ours("fault-no-rustc").with("path", path.display().to_string())
            }
            PrepareError::Toolchain(ToolchainError::NoCargo(path)) => {
                Fault::ours("fault-no-cargo").with("path", path.display().to_string())
            }
            PrepareError::Disk { path, why } => Fault::disk(&path, &why),
            PrepareError::Broken(why) if is_full(&why) => {
                Fault::ours("fault-disk-full").with("path", "target/dojo").with("why", why)
            }
            PrepareError::Killed => Fault::ours("fault-killed"),
            PrepareError::Broken(why) => Fault::ours("fault-checks-broken").with("why", why),
            why => Fault::other(&why),
        }
    }
}

impl From<GradeError> for Fault {
    fn from(why: GradeError) -> Fault {
        match why {
            GradeError::Disk { path, why }
            | GradeError::Compile(CompileError::Disk { path, why }) => Fault::disk(&path, &why),
            GradeError::Compile(CompileError::Trouble { folder, why }) if is_full(&why) => {
                Fault::ours("fault-disk-full").with("path", folder.display().to_string())
            }
            GradeError::Compile(CompileError::Killed(_)) => Fault::ours("fault-killed"),
            GradeError::Worker(WorkerError::Process(ProcessError::Silent { seconds, .. })) => {
                Fault::ours("fault-silent").with("seconds", seconds)
            }
            why => Fault::other(&why),
        }
    }
}

/// Whether another program's words say so; it has no other way to tell.
fn is_full(words: &str) -> bool {
    words.contains("No space left on device")
}

impl From<PackError> for Fault {
    fn from(why: PackError) -> Fault {
        match why {
            PackError::Disk { path, why } => Fault::disk(&path, &why),
            PackError::Toolchain(why) => PrepareError::from(why).into(),
            PackError::Archive { path, why } => {
                refused(why).with("path", path.display().to_string())
            }
            PackError::NoPack(path) => {
                Fault::usage("fault-no-pack").with("path", path.display().to_string())
            }
            PackError::Exists(path) => {
                Fault::usage("fault-exists").with("path", path.display().to_string())
            }
            PackError::Missing(file) => Fault::ours("fault-missing").with("file", file),
            PackError::Solved(exercise) => Fault::usage("fault-solved").with("exercise", exercise),
            why => Fault::other(&why),
        }
    }
}

/// An archive that was not taken, and what is wrong with it.
fn refused(why: ArchiveError) -> Fault {
    match why {
        ArchiveError::Damaged(why) => Fault::usage("refused-damaged").with("why", why),
        ArchiveError::Name(name) => Fault::usage("refused-name").with("name", tell::tame(&name)),
        ArchiveError::Special(name) => {
            Fault::usage("refused-special").with("name", tell::tame(&name))
        }
        ArchiveError::Twice(name) => Fault::usage("refused-twice").with("name", tell::tame(&name)),
        ArchiveError::TooMuch(what) => Fault::usage("refused-too-much").with("what", what),
    }
}

/// Writing a report fails when nobody reads it any more; that is nobody's fault.
impl From<io::Error> for Fault {
    fn from(why: io::Error) -> Fault {
        match why.kind() {
            io::ErrorKind::BrokenPipe => Fault { key: "", args: Args::new(), exit: Exit::Passed },
            _ => Fault::other(&why),
        }
    }
}
