//! Archives that mean harm, or several things at once.

use std::io::{Cursor, Write};

use ::zip::{ZipWriter, write::SimpleFileOptions};
use tar::EntryType;

use super::{JSON, notes, obstacle, passes, piped, refused, right};
use crate::archives::{Zipped, gzip, pax, sized, tar_gz, tarred, zip, zipped};

#[test]
fn an_archive_of_several_packed_members_is_read_to_its_end() {
    let tar = [tarred("honest.rs", EntryType::Regular, right().as_bytes()), vec![0; 1024]].concat();
    let (one, other) = tar.split_at(700);
    passes(&piped(&[gzip(one), gzip(other)].concat(), &JSON));
}

#[test]
fn a_zip_that_is_several_archives_at_once_is_refused() {
    let module = || zipped("honest.rs", right());
    let good = || zip(&[module()]);
    let evil = [
        ("twice", zip(&[module(), module()])),
        ("twice", zip(&[module(), zipped("Honest.rs", "x")])),
        ("twice", zip(&[zipped("exercises/honest.rs", "x"), zipped("Exercises/honest.rs", "x")])),
        ("twice", zip(&[zipped("./honest.rs", "x"), module()])),
        ("twice", zip(&[module(), zipped("hon\u{200d}est.rs", "x")])),
        ("damaged", zip(&[Zipped { other_name: Some(b"also.rs".to_vec()), ..module() }])),
        ("damaged", zip(&[zipped("x", right()), Zipped { shares: true, ..module() }])),
        ("damaged", zip(&[Zipped { unlisted: true, ..module() }, zipped("also.rs", "")])),
        ("damaged", [good(), good()].concat()),
        ("damaged", [good(), b"more".to_vec()].concat()),
        ("damaged", good()[..good().len() - 30].to_vec()),
        ("damaged", {
            let mut flipped = good();
            flipped[60] ^= 1;
            flipped
        }),
    ];
    for (number, (why, archive)) in evil.into_iter().enumerate() {
        assert_eq!(refused(&piped(&archive, &JSON)), why, "number {number}");
    }
}

#[test]
fn a_name_that_stands_twice_is_told() {
    let module = || zipped("honest.rs", right());
    let tar = [tarred("honest.rs", EntryType::Regular, b"x"), {
        tarred("honest.rs", EntryType::Regular, b"y")
    }];
    for archive in [zip(&[zipped("a.txt", "x"), module(), module()]), tar_gz(&tar)] {
        let said = piped(&archive, &JSON);
        assert_eq!(refused(&said), "twice");
        assert_eq!(said.json()["refused"]["facts"]["what"], "honest.rs");
    }
}

#[test]
fn a_tar_that_is_several_archives_at_once_is_refused() {
    let module = || tarred("honest.rs", EntryType::Regular, right().as_bytes());
    let file = |name: &str| tarred(name, EntryType::Regular, b"x");
    let good = || tar_gz(&[module()]);
    let evil = [
        ("twice", tar_gz(&[module(), module()])),
        ("twice", tar_gz(&[module(), file("HONEST.rs")])),
        ("twice", tar_gz(&[module(), tarred("honest.rs", EntryType::Symlink, b"")])),
        // A second archive after the end of the first, within the packing and outside of it.
        ("damaged", gzip(&[module(), vec![0; 1024], module(), vec![0; 1024]].concat())),
        ("damaged", [good(), b"more".to_vec()].concat()),
        ("damaged", [good(), vec![0; 512]].concat()),
        ("damaged", good()[..good().len() / 2].to_vec()),
        // Sizes that are not there.
        ("damaged", tar_gz(&[sized("honest.rs", EntryType::Regular, b"x", 1 << 20)])),
        ("damaged", {
            let lie = tarred("x", EntryType::XHeader, &pax("size", "99999999"));
            tar_gz(&[lie, module()])
        }),
        ("damaged", tar_gz(&[sized("x", EntryType::GNULongName, b"honest.rs\0", 1 << 30)])),
        ("damaged", gzip(b"no tar, but packed like one")),
    ];
    for (number, (why, archive)) in evil.into_iter().enumerate() {
        assert_eq!(refused(&piped(&archive, &JSON)), why, "number {number}");
    }
}

#[test]
fn a_smaller_size_in_a_second_head_is_the_size() {
    // Whoever believed the first head would find another module in this one's padding.
    let hidden = tarred("honest.rs", EntryType::Regular, b"no Rust");
    let head = tarred("x", EntryType::XHeader, &pax("size", &hidden.len().to_string()));
    let outer = sized("other.txt", EntryType::Regular, &hidden, 0);
    let module = tarred("exercises/honest.rs", EntryType::Regular, right().as_bytes());
    let said = piped(&tar_gz(&[head, outer, module]), &JSON);
    passes(&said);
    assert_eq!(notes(&said), [] as [&str; 0]);
}

#[test]
fn a_path_out_of_an_archive_refuses_it_wherever_it_stands() {
    for name in ["../x", "/etc/x", "a/../../x", "C:\\x", "\\\\host\\x", "..\\x", "a/.."] {
        let zip = zip(&[zipped("honest.rs", right()), zipped(name, "x")]);
        let tar = tar_gz(&[
            tarred("honest.rs", EntryType::Regular, right().as_bytes()),
            tarred(name, EntryType::Symlink, b""),
        ]);
        for archive in [zip, tar] {
            assert_eq!(refused(&piped(&archive, &JSON)), "name", "{name}");
        }
    }
}

#[test]
fn links_devices_and_files_with_holes_are_no_modules_in_an_archive_either() {
    use EntryType::{Block, Char, Directory, Fifo, GNUSparse, Link, Symlink};
    let kinds = [(Symlink, "link"), (Link, "link"), (Char, "special"), (Block, "special")];
    let more = [(Fifo, "special"), (GNUSparse, "special"), (Directory, "folder")];
    for (kind, id) in kinds.into_iter().chain(more) {
        let tar = tar_gz(&[tarred("honest.rs", kind, b"")]);
        assert_eq!(obstacle(&piped(&tar, &JSON)), id, "{kind:?}");
    }
    let zips = [(0o120_777, "link"), (0o020_644, "special"), (0o010_644, "special")];
    for (mode, id) in zips {
        let zip = zip(&[Zipped { mode, ..zipped("honest.rs", "/etc/passwd") }]);
        assert_eq!(obstacle(&piped(&zip, &JSON)), id, "{mode:o}");
    }
    let zip = zip(&[Zipped { mode: 0o040_755, ..zipped("honest.rs/", "") }]);
    assert_eq!(obstacle(&piped(&zip, &JSON)), "folder");
}

#[test]
fn a_bomb_does_not_go_off() {
    let many = |count: usize| (0..count).map(|n| zipped(n.to_string(), "")).collect::<Vec<_>>();
    assert_eq!(refused(&piped(&zip(&many(20_001)), &JSON)), "too-much");
    let entry = |n: usize| tarred(n.to_string(), EntryType::Regular, b"");
    let tar = tar_gz(&(0..100_000).map(entry).collect::<Vec<_>>());
    assert_eq!(refused(&piped(&tar, &JSON)), "too-much");
    // What nobody wants of a zip is not unpacked, a module only as far as a module goes.
    let zeros = vec![0; 200 << 20];
    let packed = |name: &str| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(name, SimpleFileOptions::default()).expect("a file");
        zip.write_all(&zeros).expect("memory takes it");
        zip.finish().expect("memory takes it").into_inner()
    };
    assert_eq!(obstacle(&piped(&packed("honest.rs"), &JSON)), "too-large");
    assert_eq!(obstacle(&piped(&packed("bomb"), &JSON)), "missing");
    // A tar has to be unpacked to be read at all.
    assert_eq!(refused(&piped(&gzip(&zeros), &JSON)), "too-much");
    let bomb = tar_gz(&[tarred("bomb", EntryType::Regular, &zeros)]);
    assert_eq!(refused(&piped(&bomb, &JSON)), "too-much");
    let mut large = b"PK\x03\x04".to_vec();
    large.resize((32 << 20) + 1, 0);
    assert_eq!(refused(&piped(&large, &JSON)), "too-much");
}
