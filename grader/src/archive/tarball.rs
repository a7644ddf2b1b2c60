//! `.tar.gz`.

use std::{
    cell::Cell,
    io::{self, Read},
};

use flate2::{Compression, GzBuilder, bufread::MultiGzDecoder};
use tar::{Archive, Builder, Entry, EntryType, Header};

use super::{ArchiveError, Caps, Files, Taker, What, damaged};

pub(super) fn write(files: &Files) -> io::Result<Vec<u8>> {
    // The head of a gzip file may hold a time and a system; this one holds neither.
    let gzip = GzBuilder::new().mtime(0).operating_system(255);
    let mut tar = Builder::new(gzip.write(Vec::new(), Compression::best()));
    for (name, bytes) in files {
        let mut header = Header::new_gnu();
        header.set_entry_type(EntryType::Regular);
        header.set_mode(0o644);
        header.set_uid(0);
        header.set_gid(0);
        header.set_mtime(super::zipped::DOS_EPOCH);
        header.set_size(bytes.len() as u64);
        tar.append_data(&mut header, name, bytes.as_slice())?;
    }
    tar.into_inner()?.finish()
}

pub(super) fn walk(bytes: &[u8], caps: &Caps, taker: &mut impl Taker) -> Result<(), ArchiveError> {
    // Heads and padding count too, so that nothing that is skipped can be endless.
    let most = caps.whole + 2048 * caps.entries as u64;
    let spent = Cell::new(false);
    let walked =
        entries(Bounded { inner: MultiGzDecoder::new(bytes), left: most, spent: &spent }, taker);
    // Whatever the reader made of it: there was no more to read because no more was given.
    if spent.get() { Err(ArchiveError::TooMuch("bytes")) } else { walked }
}

fn entries(unpacked: impl Read, taker: &mut impl Taker) -> Result<(), ArchiveError> {
    let mut archive = Archive::new(unpacked);
    for entry in archive.entries().map_err(damaged)? {
        let mut entry = entry.map_err(damaged)?;
        let name = entry.path_bytes().into_owned();
        if let Some(what) = what(&entry, &name)
            && taker.entry(&name, what)?
        {
            taker.content(&mut entry)?;
        }
    }
    ends(archive.into_inner())
}

/// `None` for what is no entry but a remark on those that follow.
fn what<R: Read>(entry: &Entry<R>, name: &[u8]) -> Option<What> {
    Some(match entry.header().entry_type() {
        // The oldest archives knew no other mark of a folder.
        EntryType::Regular if name.ends_with(b"/") => What::Folder,
        EntryType::Regular => What::File,
        EntryType::Directory => What::Folder,
        EntryType::Symlink | EntryType::Link => What::Link,
        EntryType::XGlobalHeader => return None,
        _ => What::Special,
    })
}

/// After the end of an archive come zeros to fill a block, and no second archive. Reading so far
/// also holds the content against its checksum.
fn ends(mut rest: impl Read) -> Result<(), ArchiveError> {
    let mut block = [0; 8192];
    loop {
        match rest.read(&mut block).map_err(damaged)? {
            0 => return Ok(()),
            read if block[..read].iter().all(|byte| *byte == 0) => {}
            _ => return Err(damaged("there is something after its end")),
        }
    }
}

/// Gives so many bytes and remembers that it had to stop.
struct Bounded<'a, R> {
    inner: R,
    left: u64,
    spent: &'a Cell<bool>,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
            self.spent.set(true);
            io::Error::other("more than allowed")
        })?;
        Ok(read)
    }
}
