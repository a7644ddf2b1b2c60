//! Archives, `.zip` and `.tar.gz`: written so that equal content gives equal bytes, and read as
//! what a stranger made, in memory and under caps. What is in them means nothing here.
//!
//! There are two ways to read. `read` takes an archive whole, and one odd entry refuses it: that
//! is for packs, which we made. `pick` takes the few files that are wanted and passes over the
//! rest unread: that is for submissions, which come with whatever a student's system adds.

mod name;
mod pick;
mod tarball;
mod whole;
mod zipped;

use std::{collections::BTreeMap, io::Read, path::Path};

pub use name::check as check_name;
pub use pick::{Found, Picked, pick};
pub use whole::read;

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
    /// The kind that the first bytes say.
    pub fn of_bytes(bytes: &[u8]) -> Option<Kind> {
        let zip = [b"PK\x03\x04", b"PK\x05\x06"].iter().any(|mark| bytes.starts_with(*mark));
        let gzip = bytes.starts_with(&[0x1f, 0x8b]);
        zip.then_some(Kind::Zip).or(gzip.then_some(Kind::TarGz))
    }

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

/// What an entry claims to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum What {
    File,
    Folder,
    /// A symbolic or a hard link.
    Link,
    /// A device, a pipe, a file with holes: nothing that a file of text is.
    Special,
}

/// Takes in one entry after the other.
trait Taker {
    /// Looks at an entry; whether its content is wanted.
    fn entry(&mut self, name: &[u8], what: What) -> Result<bool, ArchiveError>;

    /// The content of the entry that was looked at last.
    fn content(&mut self, content: &mut dyn Read) -> Result<(), ArchiveError>;
}

fn walk(kind: Kind, bytes: &[u8], caps: &Caps, taker: &mut impl Taker) -> Result<(), ArchiveError> {
    if bytes.len() as u64 > caps.packed {
        return Err(ArchiveError::TooMuch("bytes"));
    }
    match kind {
        Kind::Zip => zipped::walk(bytes, caps, taker),
        Kind::TarGz => tarball::walk(bytes, caps, taker),
    }
}

/// At most so many bytes and one more, which says that there are more. What the head of an entry
/// says of its size is not believed.
fn bounded(content: &mut dyn Read, most: u64) -> Result<Vec<u8>, ArchiveError> {
    let mut bytes = Vec::new();
    content.take(most + 1).read_to_end(&mut bytes).map_err(damaged)?;
    Ok(bytes)
}

#[allow(clippy::needless_pass_by_value, reason = "it is what `map_err` hands over")]
fn damaged(why: impl ToString) -> ArchiveError {
    ArchiveError::Damaged(why.to_string())
}

#[cfg(test)]
mod tests;
