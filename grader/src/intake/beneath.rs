//! Files beneath a folder that somebody else made, and may be changing: opened name by name from
//! the folder that is held open, never through a link, never waiting for anybody, and looked at
//! again once they are open.

#[cfg(not(unix))]
use elsewhere as system;
#[cfg(unix)]
use unix as system;

use crate::course::ModuleError;
pub(super) use system::{Folder, open_file};

/// What stands at a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    /// A file that has other names, too: it may be anybody's.
    #[cfg_attr(not(unix), allow(dead_code, reason = "other systems do not count names"))]
    Shared,
    Folder,
    Link,
    Special,
}

impl Kind {
    /// Why it is no module, if it is none.
    fn module(self) -> Result<(), ModuleError> {
        match self {
            Kind::File => Ok(()),
            Kind::Shared => Err(ModuleError::Shared),
            Kind::Folder => Err(ModuleError::Folder),
            Kind::Link => Err(ModuleError::Link),
            Kind::Special => Err(ModuleError::Special),
        }
    }
}

#[cfg(unix)]
mod unix {
    use std::{
        collections::BTreeSet,
        ffi::{OsStr, OsString},
        fs::File,
        io,
        os::{fd::OwnedFd, unix::ffi::OsStrExt},
        path::Path,
    };

    use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, Stat, fstat, openat, statat};

    use super::Kind;
    use crate::course::{self, ModuleError};

    /// A pipe would wait for its other end, and a terminal would become ours.
    const CAREFUL: OFlags = OFlags::NOFOLLOW
        .union(OFlags::NONBLOCK)
        .union(OFlags::NOCTTY)
        .union(OFlags::CLOEXEC)
        .union(OFlags::RDONLY);

    /// A folder, held open.
    #[derive(Debug)]
    pub struct Folder(OwnedFd);

    pub fn open_file(path: &Path) -> io::Result<File> {
        Ok(File::from(openat(CWD, path, CAREFUL, Mode::empty())?))
    }

    impl Folder {
        pub fn open(path: &Path) -> io::Result<Folder> {
            Ok(Folder(openat(CWD, path, CAREFUL | OFlags::DIRECTORY, Mode::empty())?))
        }

        pub fn below(&self, name: &OsStr) -> io::Result<Folder> {
            Ok(Folder(openat(&self.0, name, CAREFUL | OFlags::DIRECTORY, Mode::empty())?))
        }

        /// The names in it; `None` when there are more than `most`.
        pub fn names(&self, most: usize) -> io::Result<Option<BTreeSet<OsString>>> {
            let mut names = BTreeSet::new();
            for entry in Dir::read_from(&self.0)? {
                let name = entry?;
                let name = OsStr::from_bytes(name.file_name().to_bytes());
                if name == "." || name == ".." {
                    continue;
                }
                if names.len() == most {
                    return Ok(None);
                }
                names.insert(name.to_owned());
            }
            Ok(Some(names))
        }

        pub fn kind(&self, name: &OsStr) -> io::Result<Kind> {
            Ok(kind(&statat(&self.0, name, AtFlags::SYMLINK_NOFOLLOW)?))
        }

        pub fn module(&self, name: &OsStr) -> Result<String, ModuleError> {
            // Looked at before, because to open a device may already do something.
            self.kind(name).map_err(|why| ModuleError::from(&why))?.module()?;
            let opened = openat(&self.0, name, CAREFUL, Mode::empty());
            let opened = opened.map_err(|why| ModuleError::from(&io::Error::from(why)))?;
            // And afterwards, because it may be something else by now.
            let found = fstat(&opened).map_err(|why| ModuleError::from(&io::Error::from(why)))?;
            kind(&found).module()?;
            course::read_opened_module(File::from(opened))
        }
    }

    fn kind(found: &Stat) -> Kind {
        match FileType::from_raw_mode(found.st_mode) {
            FileType::RegularFile if found.st_nlink > 1 => Kind::Shared,
            FileType::RegularFile => Kind::File,
            FileType::Directory => Kind::Folder,
            FileType::Symlink => Kind::Link,
            _ => Kind::Special,
        }
    }
}

/// Where a name cannot be opened from a folder: looked at, then opened. Whoever changes the
/// submission in between may have a link followed.
#[cfg(not(unix))]
mod elsewhere {
    use std::{
        collections::BTreeSet,
        ffi::{OsStr, OsString},
        fs::{self, File, FileType},
        io,
        path::{Path, PathBuf},
    };

    use super::Kind;
    use crate::course::{self, ModuleError};

    #[derive(Debug)]
    pub struct Folder(PathBuf);

    pub fn open_file(path: &Path) -> io::Result<File> {
        File::open(path)
    }

    impl Folder {
        pub fn open(path: &Path) -> io::Result<Folder> {
            if fs::symlink_metadata(path)?.is_dir() {
                Ok(Folder(path.to_owned()))
            } else {
                Err(io::ErrorKind::NotADirectory.into())
            }
        }

        pub fn below(&self, name: &OsStr) -> io::Result<Folder> {
            Folder::open(&self.0.join(name))
        }

        /// The names in it; `None` when there are more than `most`.
        pub fn names(&self, most: usize) -> io::Result<Option<BTreeSet<OsString>>> {
            let mut names = BTreeSet::new();
            for entry in fs::read_dir(&self.0)? {
                if names.len() == most {
                    return Ok(None);
                }
                names.insert(entry?.file_name());
            }
            Ok(Some(names))
        }

        pub fn kind(&self, name: &OsStr) -> io::Result<Kind> {
            Ok(kind(fs::symlink_metadata(self.0.join(name))?.file_type()))
        }

        pub fn module(&self, name: &OsStr) -> Result<String, ModuleError> {
            self.kind(name).map_err(|why| ModuleError::from(&why))?.module()?;
            let opened = File::open(self.0.join(name)).map_err(|why| ModuleError::from(&why))?;
            course::read_opened_module(opened)
        }
    }

    fn kind(found: FileType) -> Kind {
        if found.is_symlink() {
            Kind::Link
        } else if found.is_dir() {
            Kind::Folder
        } else if found.is_file() {
            Kind::File
        } else {
            Kind::Special
        }
    }
}
