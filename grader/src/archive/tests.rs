//! Archives as friends and as enemies make them.

use super::*;

const CAPS: Caps = Caps { packed: 1 << 20, entries: 10, file: 10_000, whole: 20_000 };
const KINDS: [Kind; 2] = [Kind::Zip, Kind::TarGz];

fn files(all: &[(&str, &str)]) -> Files {
    all.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_owned())).collect()
}

#[test]
fn what_was_written_is_read_again_and_twice_written_is_the_same() {
    let files = files(&[("a/b.rs", "fn b() {}"), ("a.txt", ""), (".cargo/config.toml", "x")]);
    for kind in KINDS {
        let bytes = write(kind, &files).unwrap();
        assert_eq!(read(kind, &bytes, &CAPS), Ok(files.clone()), "{kind:?}");
        assert_eq!(write(kind, &files).unwrap(), bytes, "{kind:?}");
    }
}

#[test]
fn a_long_path_survives() {
    let long = format!("{}/end.rs", "long-name-of-a-folder/".repeat(8).trim_end_matches('/'));
    let files = files(&[(&long, "x")]);
    for kind in KINDS {
        assert_eq!(read(kind, &write(kind, &files).unwrap(), &CAPS), Ok(files.clone()));
    }
}

#[test]
fn a_bomb_is_refused_before_it_goes_off() {
    let bomb = "0".repeat(1 << 22);
    let (one, many) = (files(&[("bomb", &bomb)]), (0..11).map(|n| (n.to_string(), Vec::new())));
    let many: Files = many.collect();
    let fat: Files = (0..3).map(|n| (n.to_string(), vec![0; 9_000])).collect();
    for kind in KINDS {
        for (files, what) in [(&one, "bytes"), (&many, "entries"), (&fat, "bytes")] {
            let bytes = write(kind, files).unwrap();
            assert_eq!(read(kind, &bytes, &CAPS), Err(ArchiveError::TooMuch(what)), "{kind:?}");
        }
        let caps = Caps { packed: 10, ..CAPS };
        assert_eq!(read(kind, &[0; 11], &caps), Err(ArchiveError::TooMuch("bytes")));
    }
}

#[test]
fn names_that_are_one_file_on_some_systems_are_refused() {
    for kind in KINDS {
        let bytes = write(kind, &files(&[("Gather.rs", "a"), ("gather.rs", "b")])).unwrap();
        assert_eq!(read(kind, &bytes, &CAPS), Err(ArchiveError::Twice("gather.rs".to_owned())));
    }
}

#[test]
fn a_name_that_is_a_file_and_a_folder_is_refused_in_either_order() {
    for kind in KINDS {
        for (names, told) in [(["a", "a/b"], "a/b"), (["A/b", "a"], "a")] {
            let bytes = write(kind, &files(&[(names[0], "x"), (names[1], "y")])).unwrap();
            assert_eq!(read(kind, &bytes, &CAPS), Err(ArchiveError::Twice(told.to_owned())));
        }
    }
}

#[test]
fn a_path_out_of_the_folder_is_refused() {
    for name in ["../out.rs", "/tmp/out.rs", "a/../../out.rs", "a\\..\\out.rs"] {
        let zip = zipped::write(&files(&[(name, "x")])).unwrap();
        assert_eq!(read(Kind::Zip, &zip, &CAPS), Err(ArchiveError::Name(name.to_owned())));
        let tar = tar_with(tar::EntryType::Regular, name);
        assert_eq!(read(Kind::TarGz, &tar, &CAPS), Err(ArchiveError::Name(name.to_owned())));
    }
}

#[test]
fn links_and_devices_are_refused() {
    use tar::EntryType::{Char, Fifo, Link, Symlink};
    for kind in [Symlink, Link, Char, Fifo] {
        let bytes = tar_with(kind, "gather.rs");
        let special = Err(ArchiveError::Special("gather.rs".to_owned()));
        assert_eq!(read(Kind::TarGz, &bytes, &CAPS), special, "{kind:?}");
    }
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.add_symlink("gather.rs", "/etc/passwd", options).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    let special = Err(ArchiveError::Special("gather.rs".to_owned()));
    assert_eq!(read(Kind::Zip, &bytes, &CAPS), special);
}

#[test]
fn noise_is_no_archive() {
    for kind in KINDS {
        assert!(matches!(read(kind, b"no archive", &CAPS), Err(ArchiveError::Damaged(_))));
    }
    let mut cut = write(Kind::TarGz, &files(&[("a", &"text ".repeat(1000))])).unwrap();
    cut.truncate(cut.len() / 2);
    assert!(matches!(read(Kind::TarGz, &cut, &CAPS), Err(ArchiveError::Damaged(_))));
}

#[test]
fn no_damage_makes_another_archive_of_it_and_none_is_our_failure() {
    let files = files(&[("a/b.rs", "fn b() {}\n"), ("a.txt", "text"), ("c", "")]);
    for kind in KINDS {
        let whole = write(kind, &files).unwrap();
        let mut noise = Noise(7);
        for _ in 0..2000 {
            let mut bytes = whole.clone();
            for _ in 0..=noise.below(3) {
                let at = noise.below(bytes.len());
                bytes[at] = u8::try_from(noise.below(256)).unwrap();
            }
            bytes.truncate(bytes.len() - noise.below(8) * noise.below(8) / 7);
            for (name, bytes) in read(kind, &bytes, &CAPS).unwrap_or_default() {
                // A sum is held against the content, and in a tar against all of it.
                assert!(files.values().any(|file| *file == bytes), "{kind:?}: {name}");
            }
            let picked = pick(kind, &bytes, &CAPS, &|name| name.contains("b.rs"));
            for (name, found) in picked.unwrap_or_default().found {
                assert!(!matches!(found, Found::File(bytes) if bytes != b"fn b() {}\n"), "{name}");
            }
        }
    }
}

#[test]
fn no_damage_beneath_the_packing_of_a_tar_is_our_failure_either() {
    use std::io::{Read, Write};

    let long = "long-name/".repeat(15) + "b.rs";
    let files = files(&[("a/b.rs", "fn b() {}\n"), (&long, "text")]);
    let packed = write(Kind::TarGz, &files).unwrap();
    let mut whole = Vec::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut whole).unwrap();
    let mut noise = Noise(7);
    for _ in 0..2000 {
        let mut bytes = whole.clone();
        for _ in 0..=noise.below(3) {
            let at = noise.below(bytes.len());
            bytes[at] = u8::try_from(noise.below(256)).unwrap();
            // With the sum of its head put right, or else damage goes no further than that.
            let head = at / 512 * 512;
            let mut header = tar::Header::new_old();
            header.as_mut_bytes().copy_from_slice(&bytes[head..head + 512]);
            header.set_cksum();
            bytes[head..head + 512].copy_from_slice(header.as_bytes());
        }
        let fast = flate2::Compression::fast();
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), fast);
        gzip.write_all(&bytes).unwrap();
        let bytes = gzip.finish().unwrap();
        // Whatever it is by now, it is an answer.
        let _ = read(Kind::TarGz, &bytes, &CAPS);
        let _ = pick(Kind::TarGz, &bytes, &CAPS, &|name| name.contains("b.rs"));
    }
}

/// Numbers that are the same at every run.
struct Noise(u64);

impl Noise {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }
}

#[test]
fn the_ending_says_the_kind() {
    let kind = |name: &str| Kind::of(Path::new(name));
    assert_eq!(kind("a/pack.zip"), Some(Kind::Zip));
    assert_eq!([kind("pack.tar.gz"), kind("Pack.TGZ")], [Some(Kind::TarGz); 2]);
    assert_eq!([kind("pack"), kind("pack.rar"), kind("zip")], [None; 3]);
}

/// A tar entry of any kind and name; the writer itself would refuse such a name.
fn tar_with(kind: tar::EntryType, name: &str) -> Vec<u8> {
    let mut header = tar::Header::new_gnu();
    header.as_gnu_mut().unwrap().name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(kind);
    header.set_size(0);
    header.set_mode(0o644);
    header.set_cksum();
    let gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let mut tar = tar::Builder::new(gzip);
    tar.append(&header, std::io::empty()).unwrap();
    tar.into_inner().unwrap().finish().unwrap()
}
