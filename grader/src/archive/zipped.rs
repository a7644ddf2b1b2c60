//! `.zip`.

use std::{
    collections::BTreeSet,
    io::{self, Cursor, Write},
};

use zip::{
    CompressionMethod, DateTime, ZipArchive, ZipWriter, read::ZipFileEntry,
    write::SimpleFileOptions,
};

use super::{ArchiveError, Caps, Files, Taker, What, damaged};

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

pub(super) fn walk(bytes: &[u8], caps: &Caps, taker: &mut impl Taker) -> Result<(), ArchiveError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.len() > caps.entries {
        return Err(ArchiveError::TooMuch("entries"));
    }
    if archive.has_duplicate_names() {
        return Err(ArchiveError::Twice(doubled(bytes, archive.central_directory_start())));
    }
    is_nothing_but_it(&archive, bytes)?;
    // Each entry stands twice in a zip file, before its content and in the list at the end. An
    // archive whose two stories differ, or whose entries share bytes, is another one to every
    // program that reads it.
    archive.validate_header_consistency().map_err(damaged)?;
    for number in 0..archive.len() {
        let entry = archive.by_index_data(number).map_err(damaged)?;
        let (name, what) = (entry.name_raw().to_owned(), what(&entry));
        if taker.entry(&name, what)? {
            taker.content(&mut archive.by_index(number).map_err(damaged)?)?;
        }
    }
    Ok(())
}

/// The name that the list at the end has twice; the reader keeps the last of such entries only.
fn doubled(bytes: &[u8], list: u64) -> String {
    const HEAD: usize = 46;
    let mut known = BTreeSet::new();
    let mut rest = usize::try_from(list).ok().and_then(|list| bytes.get(list..));
    while let Some(entry) = rest.filter(|entry| entry.len() >= HEAD) {
        let length = |at: usize| usize::from(u16::from_le_bytes([entry[at], entry[at + 1]]));
        let Some(name) = entry[HEAD..].get(..length(28)) else { break };
        if !known.insert(name) {
            return String::from_utf8_lossy(name).into_owned();
        }
        rest = entry.get(HEAD + length(28) + length(30) + length(32)..);
    }
    String::new()
}

/// Nothing stands before the archive and nothing after it, where another program might find
/// another archive.
fn is_nothing_but_it(
    archive: &ZipArchive<Cursor<&[u8]>>,
    bytes: &[u8],
) -> Result<(), ArchiveError> {
    const END: &[u8] = b"PK\x05\x06";
    const LENGTH_OF_END: usize = 22;
    let comment = archive.comment();
    let end = bytes.len().checked_sub(LENGTH_OF_END + comment.len());
    let ends_here = end.is_some_and(|end| bytes[end..].starts_with(END));
    let other_end = comment.windows(END.len()).any(|window| window == END);
    if archive.offset() == 0 && ends_here && !other_end {
        Ok(())
    } else {
        Err(damaged("there is something before or after it"))
    }
}

fn what(entry: &ZipFileEntry) -> What {
    /// The bits of a Unix mode that say what kind of file it is.
    const KIND: u32 = 0o170_000;
    match entry.unix_mode().unwrap_or_default() & KIND {
        0 | 0o100_000 | 0o040_000 if entry.is_dir() => What::Folder,
        0 | 0o100_000 => What::File,
        0o120_000 => What::Link,
        _ => What::Special,
    }
}
