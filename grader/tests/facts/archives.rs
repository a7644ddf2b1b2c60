//! Archives as no honest program writes them, byte by byte.

use std::io::Write;

use flate2::{Compression, Crc, write::GzEncoder};
use tar::{EntryType, Header};

/// A file in a `.zip`, stored as it is.
#[derive(Clone)]
pub struct Zipped {
    pub name: Vec<u8>,
    /// The name before the content, where it is another one than in the list at the end.
    pub other_name: Option<Vec<u8>>,
    pub bytes: Vec<u8>,
    pub mode: u32,
    /// Only in the list, as another name of the entry before.
    pub shares: bool,
    /// Only before the content and not in the list.
    pub unlisted: bool,
}

pub fn zipped(name: impl AsRef<[u8]>, bytes: impl AsRef<[u8]>) -> Zipped {
    Zipped {
        name: name.as_ref().to_vec(),
        other_name: None,
        bytes: bytes.as_ref().to_vec(),
        mode: 0o100_644,
        shares: false,
        unlisted: false,
    }
}

pub fn zip(entries: &[Zipped]) -> Vec<u8> {
    let (mut all, mut list, mut listed, mut place) = (Vec::new(), Vec::new(), 0_u16, 0);
    for entry in entries {
        if !entry.shares {
            place = all.len();
            all.extend(b"PK\x03\x04\x14\0");
            let name = entry.other_name.as_ref().unwrap_or(&entry.name);
            all.extend(facts(name, &entry.bytes));
            all.extend([0; 2]);
            all.extend(name);
            all.extend(&entry.bytes);
        }
        if !entry.unlisted {
            listed += 1;
            list.extend(b"PK\x01\x02\x14\x03\x14\0");
            list.extend(facts(&entry.name, &entry.bytes));
            list.extend([0; 8]);
            list.extend((entry.mode << 16).to_le_bytes());
            list.extend(small(place).to_le_bytes());
            list.extend(&entry.name);
        }
    }
    let start = small(all.len());
    let length = small(list.len());
    all.extend(list);
    all.extend(b"PK\x05\x06\0\0\0\0");
    all.extend([listed.to_le_bytes(), listed.to_le_bytes()].concat());
    all.extend([length.to_le_bytes(), start.to_le_bytes()].concat());
    all.extend([0; 2]);
    all
}

/// What both heads of an entry say, from its flags to the length of its name.
fn facts(name: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut sum = Crc::new();
    sum.update(bytes);
    let size = small(bytes.len()).to_le_bytes();
    let length = u16::try_from(name.len()).expect("a short name").to_le_bytes();
    // Text in UTF-8, nothing packed, midnight of the first of January 1980.
    let head: &[u8] = b"\0\x08\0\0\0\0\x21\0";
    [head, &sum.sum().to_le_bytes(), &size, &size, &length].concat()
}

fn small(length: usize) -> u32 {
    u32::try_from(length).expect("a small archive")
}

/// An entry of a `.tar`, with whatever name.
pub fn tarred(name: impl AsRef<[u8]>, kind: EntryType, bytes: &[u8]) -> Vec<u8> {
    sized(name, kind, bytes, bytes.len() as u64)
}

/// An entry that says that it is of this size.
pub fn sized(name: impl AsRef<[u8]>, kind: EntryType, bytes: &[u8], size: u64) -> Vec<u8> {
    let (name, mut header) = (name.as_ref(), Header::new_gnu());
    header.as_gnu_mut().expect("a header of that kind").name[..name.len()].copy_from_slice(name);
    header.set_entry_type(kind);
    header.set_size(size);
    header.set_mode(0o644);
    if kind.is_symlink() || kind.is_hard_link() {
        header.set_link_name("/etc/passwd").expect("a short path");
    }
    if kind.is_gnu_sparse() {
        header.as_gnu_mut().expect("a header of that kind").set_real_size(size);
    }
    header.set_cksum();
    let padding = vec![0; bytes.len().next_multiple_of(512) - bytes.len()];
    [header.as_bytes(), bytes, &padding].concat()
}

/// A record of a pax header.
pub fn pax(key: &str, value: &str) -> Vec<u8> {
    let rest = format!(" {key}={value}\n");
    let length = (rest.len() + 2).max(rest.len() + (rest.len() + 2).to_string().len());
    format!("{length}{rest}").into_bytes()
}

/// The entries, their end, and around them the packing.
pub fn tar_gz(entries: &[Vec<u8>]) -> Vec<u8> {
    gzip(&[entries.concat(), vec![0; 1024]].concat())
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).expect("memory takes it");
    packed.finish().expect("memory takes it")
}
