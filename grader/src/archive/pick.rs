//! Taking a few files out of an archive that anybody may have made, anywhere. What makes the
//! archive doubtful as a whole refuses it; every other entry is passed over unread.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::Read,
};

use super::{ArchiveError, Caps, Kind, Taker, What, bounded, name, walk};

/// What stands at a path that was wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    File(Vec<u8>),
    TooLarge,
    Folder,
    Link,
    Special,
}

/// What was wanted and is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    pub found: BTreeMap<String, Found>,
    /// Links, devices and the like that nobody wanted.
    pub odd: Vec<String>,
}

/// Picks what is wanted by its path: parts divided by one `/`, none of them `.`, never out of
/// the archive. Bytes that are no UTF-8 are replaced in it, so they never make a name equal to
/// a wanted one.
///
/// Refused is an archive that is damaged or has more in it than the caps allow, that holds a path
/// out of itself, or that gives a wanted path twice, also as a file system without upper and
/// lower case would see it.
pub fn pick(
    kind: Kind,
    bytes: &[u8],
    caps: &Caps,
    wanted: &dyn Fn(&str) -> bool,
) -> Result<Picked, ArchiveError> {
    let (picked, folded, current) = (Picked::default(), BTreeSet::new(), String::new());
    let mut picking = Picking { kind, picked, folded, current, entries: 0, bytes: 0, caps, wanted };
    walk(kind, bytes, caps, &mut picking)?;
    Ok(picking.picked)
}

struct Picking<'a> {
    kind: Kind,
    picked: Picked,
    folded: BTreeSet<String>,
    current: String,
    entries: usize,
    bytes: u64,
    caps: &'a Caps,
    wanted: &'a dyn Fn(&str) -> bool,
}

impl Picking<'_> {
    /// Some of Windows' programs divide the parts of a path in a `.zip` by backslashes.
    fn path(&self, name: &str) -> String {
        match self.kind {
            Kind::Zip => name::plain(&name.replace('\\', "/")),
            Kind::TarGz => name::plain(name),
        }
    }

    fn found(&mut self, found: Found) {
        self.picked.found.insert(self.current.clone(), found);
    }
}

impl Taker for Picking<'_> {
    fn entry(&mut self, name: &[u8], what: What) -> Result<bool, ArchiveError> {
        self.entries += 1;
        if self.entries > self.caps.entries {
            return Err(ArchiveError::TooMuch("entries"));
        }
        let name = String::from_utf8_lossy(name);
        name::stays_within(&name)?;
        self.current = self.path(&name);
        let folded = name::folded(&self.current);
        // What looks like a wanted path to some file systems may stand beside no other.
        if (self.wanted)(&folded) && !self.folded.insert(folded) {
            return Err(ArchiveError::Twice(self.current.clone()));
        }
        match (what, (self.wanted)(&self.current)) {
            (What::File, wanted) => return Ok(wanted),
            (What::Link, true) => self.found(Found::Link),
            (What::Special, true) => self.found(Found::Special),
            (What::Folder, true) => self.found(Found::Folder),
            (What::Link | What::Special, false) => self.picked.odd.push(self.current.clone()),
            (What::Folder, false) => {}
        }
        Ok(false)
    }

    fn content(&mut self, content: &mut dyn Read) -> Result<(), ArchiveError> {
        let bytes = bounded(content, self.caps.file)?;
        self.bytes += bytes.len() as u64;
        if self.bytes > self.caps.whole {
            return Err(ArchiveError::TooMuch("bytes"));
        }
        let fits = bytes.len() as u64 <= self.caps.file;
        self.found(if fits { Found::File(bytes) } else { Found::TooLarge });
        Ok(())
    }
}
