//! `.tar.gz`.

use std::io::{self, Read};

use flate2::{Compression, GzBuilder, read::GzDecoder};
use tar::{Archive, Builder, EntryType, Header};

use super::{ArchiveError, Caps, Files, Taken, damaged};

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

pub(super) fn read(bytes: &[u8], caps: &Caps) -> Result<Files, ArchiveError> {
    // Heads and padding count too, so that nothing that is skipped can be endless.
    let most = caps.whole + 2048 * caps.entries as u64;
    let mut archive = Archive::new(GzDecoder::new(bytes).take(most + 1));
    let mut taken = Taken::new(caps);
    for entry in archive.entries().map_err(damaged)? {
        let entry = entry.map_err(damaged)?;
        taken.entry()?;
        let name = String::from_utf8(entry.path_bytes().into_owned()).map_err(|why| {
            ArchiveError::Name(String::from_utf8_lossy(why.as_bytes()).into_owned())
        })?;
        match entry.header().entry_type() {
            EntryType::Regular => taken.file(&name, entry)?,
            EntryType::Directory => super::name::check(name.trim_end_matches('/'))?,
            EntryType::XGlobalHeader => {}
            _ => return Err(ArchiveError::Special(name)),
        }
    }
    let mut rest = archive.into_inner();
    io::copy(&mut rest, &mut io::sink()).map_err(damaged)?;
    if rest.limit() == 0 { Err(ArchiveError::TooMuch("bytes")) } else { Ok(taken.files) }
}
