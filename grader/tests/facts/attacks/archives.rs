//! Archives that no honest program writes.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
};

use super::stage::Stage;

/// Makes an archive in place of the submission's folder; gives its path.
pub fn make(archive: &str, stage: &Stage) -> PathBuf {
    let path = stage.submission.join(format!("{archive}.tar.gz"));
    let zipped = path.with_file_name(format!("{archive}.zip"));
    let entries: &[(&[u8], u8)] = match archive {
        "path-that-climbs" => &[(b"../home/planted.rs", b'0'), (b"say_after.rs", b'0')],
        "path-from-the-root" => &[(b"/tmp/say_after.rs", b'0'), (b"say_after.rs", b'0')],
        "link-in-an-archive" => &[(b"say_after.rs", b'2')],
        "device-in-an-archive" => &[(b"say_after.rs", b'3'), (b"gather.rs", b'6')],
        "name-that-stands-twice" => &[(b"say_after.rs", b'0'), (b"say_after.rs", b'0')],
        "name-in-two-cases" => &[(b"say_after.rs", b'0'), (b"SAY_AFTER.rs", b'0')],
        _ => &[],
    };
    match archive {
        _ if !entries.is_empty() => tar_of(&path, entries),
        "a-hundred-thousand-entries" => many_entries(&zipped),
        "zip-bomb" => bomb(&zipped),
        "archive-cut-short" => cut_short(&zipped),
        _ => panic!("nobody makes an archive `{archive}`"),
    }
    if path.exists() { path } else { zipped }
}

const MODULE: &[u8] = b"//! Not written.\n";

/// An archive with these names and kinds of entries, written by hand: libraries refuse to.
fn tar_of(path: &Path, entries: &[(&[u8], u8)]) {
    let mut bytes = Vec::new();
    for (name, kind) in entries {
        let content = if *kind == b'0' { MODULE } else { b"" };
        bytes.extend(head(name, *kind, content.len()));
        bytes.extend(content);
        bytes.resize(bytes.len().next_multiple_of(512), 0);
    }
    bytes.resize(bytes.len() + 1024, 0);
    let file = File::create(path).expect("an archive");
    let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    packed.write_all(&bytes).expect("an archive");
    packed.finish().expect("an archive");
}

fn head(name: &[u8], kind: u8, length: usize) -> [u8; 512] {
    let mut head = [0; 512];
    head[..name.len()].copy_from_slice(name);
    head[100..108].copy_from_slice(b"0000644\0");
    head[108..116].copy_from_slice(b"0000000\0");
    head[116..124].copy_from_slice(b"0000000\0");
    head[124..136].copy_from_slice(format!("{length:011o}\0").as_bytes());
    head[136..148].copy_from_slice(b"00000000000\0");
    head[148..156].copy_from_slice(b"        ");
    head[156] = kind;
    let target = b"/etc/passwd";
    if kind == b'2' {
        head[157..157 + target.len()].copy_from_slice(target);
    }
    head[257..265].copy_from_slice(b"ustar\x0000");
    let sum: u32 = head.iter().map(|byte| u32::from(*byte)).sum();
    head[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    head
}

fn many_entries(path: &Path) {
    zip_of(path, (0..100_000).map(|number| (format!("{number}.rs"), Vec::new())));
}

fn bomb(path: &Path) {
    zip_of(path, std::iter::once(("say_after.rs".to_owned(), vec![b' '; 20 << 20])));
}

fn cut_short(path: &Path) {
    zip_of(path, std::iter::once(("say_after.rs".to_owned(), MODULE.to_vec())));
    let bytes = fs::read(path).expect("an archive");
    fs::write(path, &bytes[..bytes.len() / 2]).expect("half an archive");
}

fn zip_of(path: &Path, entries: impl Iterator<Item = (String, Vec<u8>)>) {
    let options = zip::write::SimpleFileOptions::default();
    let mut archive = zip::ZipWriter::new(File::create(path).expect("an archive"));
    for (name, content) in entries {
        archive.start_file(name, options).expect("an entry");
        archive.write_all(&content).expect("its content");
    }
    archive.finish().expect("an archive");
}
