//! Archives, `.zip` and `.tar.gz`: written so that equal content gives equal bytes, and read as
//! what a stranger made, in memory and under caps. What is in them means nothing here.

mod name;
mod tarball;
mod zipped;

use std::{collections::BTreeMap, path::Path};

pub use name::check as check_name;

/// Files by their path, parts divided by `/`. The order of the paths is the order in an archive.
pub type Files = BTreeMap<String, Vec<u8>>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Zip,
    TarGz,
}

/// How much may be in an archive.
#[derive(Clone, Copy, Debug)]
pub struct Caps {
    /// Bytes of the archive itself.
    pub packed: u64,
    /// Entries, folders included.
    pub entries: usize,
    /// Bytes of one file.
    pub file: u64,
    /// Bytes of all files together.
    pub whole: u64,
}

/// Why an archive was not taken. Nothing of it was written anywhere.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    #[error("it is damaged: {0}")]
    Damaged(String),
    #[error("the path {0:?} leads out of the folder, or not everywhere to the same file")]
    Name(String),
    #[error("{0} is neither a file nor a folder")]
    Special(String),
    #[error("{0} stands twice")]
    Twice(String),
    #[error("there is more in it than allowed: {0}")]
    TooMuch(&'static str),
}

impl Kind {
    /// The kind that a path's ending says.
    pub fn of(path: &Path) -> Option<Kind> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let (stem, ending) = name.rsplit_once('.')?;
        match ending {
            "zip" => Some(Kind::Zip),
            "tgz" => Some(Kind::TarGz),
            "gz" => (Path::new(stem).extension()? == "tar").then_some(Kind::TarGz),
            _ => None,
        }
    }
}

/// An archive of the files: no times, no owners, the same rights for everything, so that nothing
/// but the content decides about its bytes.
pub fn write(kind: Kind, files: &Files) -> std::io::Result<Vec<u8>> {
    match kind {
        Kind::Zip => zipped::write(files),
        Kind::TarGz => tarball::write(files),
    }
}

/// The regular files of an archive.
pub fn read(kind: Kind, bytes: &[u8], caps: &Caps) -> Result<Files, ArchiveError> {
    if bytes.len() as u64 > caps.packed {
        return Err(ArchiveError::TooMuch("bytes"));
    }
    match kind {
        Kind::Zip => zipped::read(bytes, caps),
        Kind::TarGz => tarball::read(bytes, caps),
    }
}

/// Takes in one file after the other and keeps the caps.
struct Taken<'a> {
    files: Files,
    /// Names as a file system without upper and lower case sees them.
    folded: std::collections::BTreeSet<String>,
    entries: usize,
    bytes: u64,
    caps: &'a Caps,
}

impl Taken<'_> {
    fn new(caps: &Caps) -> Taken<'_> {
        Taken {
            files: Files::new(),
            folded: std::collections::BTreeSet::new(),
            entries: 0,
            bytes: 0,
            caps,
        }
    }

    /// Counts an entry of whatever kind.
    fn entry(&mut self) -> Result<(), ArchiveError> {
        self.entries += 1;
        if self.entries > self.caps.entries {
            Err(ArchiveError::TooMuch("entries"))
        } else {
            Ok(())
        }
    }

    /// Reads a file; what its head says of its size is not believed.
    fn file(&mut self, name: &str, content: impl std::io::Read) -> Result<(), ArchiveError> {
        name::check(name)?;
        if !self.folded.insert(name.to_lowercase()) {
            return Err(ArchiveError::Twice(name.to_owned()));
        }
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(
            &mut std::io::Read::take(content, self.caps.file + 1),
            &mut bytes,
        )
        .map_err(damaged)?;
        self.bytes += bytes.len() as u64;
        if bytes.len() as u64 > self.caps.file || self.bytes > self.caps.whole {
            return Err(ArchiveError::TooMuch("bytes"));
        }
        self.files.insert(name.to_owned(), bytes);
        Ok(())
    }
}

#[allow(clippy::needless_pass_by_value, reason = "it is what `map_err` hands over")]
fn damaged(why: impl ToString) -> ArchiveError {
    ArchiveError::Damaged(why.to_string())
}

#[cfg(test)]
mod tests;
