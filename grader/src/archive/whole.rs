//! Taking an archive whole: every file of it, or none.

use std::{collections::BTreeSet, io::Read};

use super::{ArchiveError, Caps, Files, Kind, Taker, What, bounded, name, walk};

/// The regular files of an archive. Anything but a file or a folder refuses it.
pub fn read(kind: Kind, bytes: &[u8], caps: &Caps) -> Result<Files, ArchiveError> {
    let mut whole = Whole::new(caps);
    walk(kind, bytes, caps, &mut whole)?;
    Ok(whole.files)
}

struct Whole<'a> {
    files: Files,
    /// Names as a file system without upper and lower case sees them.
    folded: BTreeSet<String>,
    /// The folders in which they lie, seen in the same way.
    folders: BTreeSet<String>,
    current: String,
    entries: usize,
    bytes: u64,
    caps: &'a Caps,
}

impl Whole<'_> {
    fn new(caps: &Caps) -> Whole<'_> {
        let (folded, folders) = (BTreeSet::new(), BTreeSet::new());
        let (files, current) = (Files::new(), String::new());
        Whole { files, folded, folders, current, entries: 0, bytes: 0, caps }
    }

    /// Whether no file has this name, no folder, and no file the name of a folder of it.
    fn is_new(&mut self, name: &str) -> bool {
        let name = name::folded(name);
        let folders: Vec<_> = name.match_indices('/').map(|(end, _)| name[..end].into()).collect();
        let taken = folders.iter().any(|folder| self.folded.contains(folder));
        let new = !taken && !self.folders.contains(&name) && self.folded.insert(name);
        self.folders.extend(folders);
        new
    }
}

impl Taker for Whole<'_> {
    fn entry(&mut self, name: &[u8], what: What) -> Result<bool, ArchiveError> {
        self.entries += 1;
        if self.entries > self.caps.entries {
            return Err(ArchiveError::TooMuch("entries"));
        }
        let name = str::from_utf8(name)
            .map_err(|_| ArchiveError::Name(String::from_utf8_lossy(name).into_owned()))?;
        match what {
            What::Link | What::Special => Err(ArchiveError::Special(name.to_owned())),
            What::Folder => name::check(name.trim_end_matches('/')).map(|()| false),
            What::File => {
                name::check(name)?;
                if !self.is_new(name) {
                    return Err(ArchiveError::Twice(name.to_owned()));
                }
                name.clone_into(&mut self.current);
                Ok(true)
            }
        }
    }

    fn content(&mut self, content: &mut dyn Read) -> Result<(), ArchiveError> {
        let bytes = bounded(content, self.caps.file)?;
        self.bytes += bytes.len() as u64;
        if bytes.len() as u64 > self.caps.file || self.bytes > self.caps.whole {
            return Err(ArchiveError::TooMuch("bytes"));
        }
        self.files.insert(std::mem::take(&mut self.current), bytes);
        Ok(())
    }
}
