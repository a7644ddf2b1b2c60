//! `.zip`.

use std::io::{self, Cursor, Write};

use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

use super::{ArchiveError, Caps, Files, Taken, damaged};

/// 1980, before which a zip file knows no time; archives of either kind say it of every file.
pub(super) const DOS_EPOCH: u64 = 315_532_800;

pub(super) fn write(files: &Files) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

pub(super) fn read(bytes: &[u8], caps: &Caps) -> Result<Files, ArchiveError> {
    /// The bits of a Unix mode that say what kind of file it is, and the two harmless kinds.
    const KIND: u32 = 0o170_000;
    const HARMLESS: [u32; 3] = [0, 0o100_000, 0o040_000];
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.has_duplicate_names() {
        return Err(ArchiveError::Twice("a file".to_owned()));
    }
    let mut taken = Taken::new(caps);
    for number in 0..archive.len() {
        let entry = archive.by_index(number).map_err(damaged)?;
        taken.entry()?;
        let name = String::from_utf8(entry.name_raw().to_owned()).map_err(|why| {
            ArchiveError::Name(String::from_utf8_lossy(why.as_bytes()).into_owned())
        })?;
        if !HARMLESS.contains(&(entry.unix_mode().unwrap_or_default() & KIND)) {
            return Err(ArchiveError::Special(name));
        }
        if entry.is_dir() {
            super::name::check(name.trim_end_matches('/'))?;
        } else {
            taken.file(&name, entry)?;
        }
    }
    Ok(taken.files)
}
