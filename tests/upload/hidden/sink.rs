//! What reaches the sink: every byte, in order, and finished.

use std::{sync::Mutex, time::Duration};

use contract::{
    bytes::Bytes,
    kit::Trace,
    upload::{OnProgress, Upload},
};

use super::{
    super::public::{Folder, Rows, client, left},
    rig::{Disk, Mood, Tally, noise, same_bytes, sends},
};
use crate::host::check::{Told, mistake, same, unless};

const MIB: usize = 1 << 20;

pub async fn bytes_and_content(subject: &dyn Upload, _trace: &Trace) -> Told {
    let (folder, db) = (Folder::new("bytes_and_content")?, Rows::default());
    let film = noise(27, 3 * MIB);
    // From one byte to what no disk takes at once.
    let mut rest = film.clone();
    let parts: Vec<Bytes> = [1, 4095, 4097, 2 * MIB + 1, 64 << 10]
        .map(|size| rest.split_to(size))
        .into_iter()
        .chain([rest.clone()])
        .collect();
    let ended = subject.upload(folder.path(), "film.mkv", sends(&parts), None, &db).await;
    let bytes = ended.map(|uploaded| uploaded.bytes);
    let stored = folder.read("film.mkv");
    unless(bytes.is_err() || stored.len() >= film.len(), || {
        mistake("short-write").with("sent", film.len()).with("arrived", stored.len())
    })?;
    same("upload(3 MiB)", bytes, Ok(film.len() as u64))?;
    same_bytes("film.mkv", &stored, &film)
}

pub async fn progress_sequence(subject: &dyn Upload, _trace: &Trace) -> Told {
    let tally = Tally::of(1000);
    let busy = Duration::from_millis(5);
    let mut disk = Disk::new(&tally, Mood { busy, mouthful: Some(700), ..Mood::default() });
    let parts = [1000, 1, 4096, 500].map(|size| noise(3, size));
    let heard = Mutex::new(Vec::new());
    let ended = subject.stream_to(sends(&parts), &mut disk, None, listen(&tally, &heard)).await;
    let heard = heard.into_inner().unwrap_or_default();
    unless(ended.is_err() || tally.written() >= 5597, || {
        mistake("short-write").with("sent", 5597).with("arrived", tally.written())
    })?;
    let early = heard.iter().find(|(told, written)| told > written);
    unless(early.is_none(), || {
        let (told, written) = early.copied().unwrap_or_default();
        mistake("progress-early").with("told", told).with("written", written)
    })?;
    let totals: Vec<_> = heard.into_iter().map(|(told, _)| told).collect();
    same("on_progress", totals, vec![1000, 1001, 5097, 5597])?;
    same("stream_to(4 chunks)", ended, Ok(5597))
}

/// Notes what is told and how much is in the sink at that moment.
fn listen<'a>(tally: &Tally, heard: &'a Mutex<Vec<(u64, u64)>>) -> OnProgress<'a> {
    let tally = tally.clone();
    Box::new(move |told| {
        if let Ok(mut heard) = heard.lock() {
            heard.push((told, tally.written()));
        }
    })
}

pub async fn flush_before_return(subject: &dyn Upload, _trace: &Trace) -> Told {
    let mut disk = Disk::new(&Tally::of(5), Mood::default());
    let ended = subject.stream_to(client(&["grind", "brew!"]), &mut disk, None, nobody()).await;
    same("stream_to(2 chunks)", ended, Ok(10))?;
    unless(disk.held == 0, || mistake("no-flush").with("left", disk.held))?;
    same("sink", disk.text(), "grindbrew!".to_owned())
}

pub async fn short_writes(subject: &dyn Upload, _trace: &Trace) -> Told {
    let mut disk = Disk::new(&Tally::of(500), Mood { mouthful: Some(7), ..Mood::default() });
    let film = noise(7, 1000);
    let parts = [film.slice(..500), film.slice(500..)];
    let ended = subject.stream_to(sends(&parts), &mut disk, None, nobody()).await;
    let arrived = disk.content.unwrap_or_default();
    unless(arrived.len() >= film.len(), || {
        mistake("short-write").with("sent", film.len()).with("arrived", arrived.len())
    })?;
    same("stream_to(1000 bytes)", ended, Ok(1000))?;
    same_bytes("sink", &arrived, &film)
}

pub async fn pending_sink(subject: &dyn Upload, _trace: &Trace) -> Told {
    let busy = Duration::from_millis(30);
    let mut disk = Disk::new(&Tally::of(5), Mood { busy, ..Mood::default() });
    let chunks = client(&["grind", "brew!", "pour."]);
    let ended = subject.stream_to(chunks, &mut disk, None, nobody()).await;
    same("stream_to(3 chunks)", ended, Ok(15))?;
    same("sink", disk.text(), "grindbrew!pour.".to_owned())?;
    unless(disk.held == 0, || mistake("no-flush").with("left", disk.held))
}

pub async fn empty_file(subject: &dyn Upload, _trace: &Trace) -> Told {
    let (folder, db) = (Folder::new("empty_file")?, Rows::default());
    let ended = subject.upload(folder.path(), "empty.txt", client(&[]), Some(0), &db).await;
    same("upload(no chunks)", ended.map(|uploaded| uploaded.bytes), Ok(0))?;
    left(&folder, &["empty.txt"]).await?;
    same("empty.txt: bytes", folder.read("empty.txt").len(), 0)?;
    same("rows", db.rows().len(), 1)
}

pub async fn empty_chunks(subject: &dyn Upload, _trace: &Trace) -> Told {
    let mut disk = Disk::new(&Tally::of(1), Mood::default());
    let mut heard = Vec::new();
    let told = Box::new(|total| heard.push(total));
    let chunks = client(&["", "grind", "", "", "brew", ""]);
    let ended = subject.stream_to(chunks, &mut disk, None, told).await;
    let (text, promised) = (disk.text(), "grindbrew");
    unless(text.len() >= promised.len() || !promised.starts_with(&text), || {
        mistake("empty-ends").with("sent", promised.len()).with("arrived", text.len())
    })?;
    same("stream_to(6 chunks, 4 of them empty)", ended, Ok(9))?;
    same("sink", text, promised.to_owned())?;
    same("on_progress", heard, vec![5, 9])
}

pub fn nobody() -> OnProgress<'static> {
    Box::new(|_| ())
}
