//! Reading a student's module: a regular file of sensible size, read once. What is graded is
//! what was read here.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

/// No honest module comes near this.
pub const LARGEST: u64 = 1 << 20;

/// Why a module could not be read: told to the student, each in its own sentence.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModuleError {
    #[error("missing")]
    Missing,
    #[error("a folder")]
    Folder,
    #[error("not a regular file")]
    Special,
    #[error("a link")]
    Link,
    #[error("a file with another name elsewhere")]
    Shared,
    #[error("larger than {LARGEST} bytes")]
    TooLarge,
    #[error("not UTF-8 at byte {0}")]
    NotUtf8(usize),
    #[error("unreadable: {0}")]
    Unreadable(String),
}

pub fn read(path: &Path) -> Result<String, ModuleError> {
    // Looked at before it is opened, because opening a pipe would wait for its other end.
    let found = fs::metadata(path).map_err(|why| ModuleError::from(&why))?;
    if found.is_dir() {
        return Err(ModuleError::Folder);
    }
    if !found.is_file() {
        return Err(ModuleError::Special);
    }
    read_opened(File::open(path).map_err(|why| ModuleError::from(&why))?)
}

/// The text of a module that somebody opened, whatever else the path may lead to by now.
pub fn read_opened(file: File) -> Result<String, ModuleError> {
    let found = file.metadata().map_err(|why| ModuleError::from(&why))?;
    if !found.is_file() {
        return Err(ModuleError::Special);
    }
    if found.len() > LARGEST {
        return Err(ModuleError::TooLarge);
    }
    // Its size is only what was true a moment ago, or what a strange file system says.
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|why| ModuleError::from(&why))?;
    text(bytes)
}

/// The text of a module, from its bytes.
pub fn text(bytes: Vec<u8>) -> Result<String, ModuleError> {
    if bytes.len() as u64 > LARGEST {
        return Err(ModuleError::TooLarge);
    }
    String::from_utf8(bytes).map_err(|why| ModuleError::NotUtf8(why.utf8_error().valid_up_to()))
}

impl From<&io::Error> for ModuleError {
    fn from(why: &io::Error) -> ModuleError {
        match why.kind() {
            io::ErrorKind::NotFound => ModuleError::Missing,
            _ => ModuleError::Unreadable(why.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_not_being_a_module_has_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::write(at("latin.rs"), b"// caf\xe9").unwrap();
        fs::write(at("huge.rs"), " ".repeat((1 << 20) + 1)).unwrap();
        fs::create_dir(at("folder.rs")).unwrap();
        assert_eq!(read(&at("none.rs")), Err(ModuleError::Missing));
        assert_eq!(read(&at("folder.rs")), Err(ModuleError::Folder));
        assert_eq!(read(&at("latin.rs")), Err(ModuleError::NotUtf8(6)));
        assert_eq!(read(&at("huge.rs")), Err(ModuleError::TooLarge));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_not_waited_for() {
        assert_eq!(read(Path::new("/dev/zero")), Err(ModuleError::Special));
    }
}
