//! Where it stops: at the limit, at an error of the client, at an error of the disk.

use std::{io, time::Duration};

use contract::{
    kit::{Trace, files::UploadError},
    tokio::time,
    upload::{Chunks, Upload},
};

use super::{
    super::public::{client, text},
    rig::{ASKED_FOR_EVER, Disk, Mood, Tally, by_number, noise},
    sink::nobody,
};
use crate::host::check::{Told, mistake, same, unless};

const SIZE: usize = 1000;

pub async fn limit_exact_ok(subject: &dyn Upload, _trace: &Trace) -> Told {
    for (chunks, bytes) in [(&["grind", "brew", ""][..], 9), (&["", ""], 0), (&["grind"], 5)] {
        let mut disk = Disk::new(&Tally::of(1), Mood::default());
        let ended = subject.stream_to(client(chunks), &mut disk, Some(bytes), nobody()).await;
        same(&format!("stream_to({bytes} bytes, limit {bytes})"), ended, Ok(bytes))?;
        same("sink", disk.text(), chunks.concat())?;
    }
    Ok(())
}

/// The client never ends, as far as an honest solution can see.
pub async fn limit_exceeded_stops(subject: &dyn Upload, _trace: &Trace) -> Told {
    // Ten chunks fit, the eleventh does not.
    let (limit, fit) = (10_500, 10_000);
    let tally = Tally::of(SIZE);
    let mut disk = Disk::counting(&tally, Mood::default());
    let ended = subject.stream_to(endless(&tally, 11), &mut disk, Some(limit), nobody()).await;
    unless(!tally.collects(), || mistake("collected").with("chunks", tally.taken()))?;
    unless(tally.written() <= limit, || {
        mistake("over-limit").with("bytes", tally.written() - limit)
    })?;
    unless(tally.taken() <= 11, || mistake("reads-on").with("chunks", tally.taken() - 11))?;
    same("stream_to(no end, limit 10500)", ended, Err(UploadError::TooLarge { limit }))?;
    same("sink: bytes", tally.written(), fit)?;
    same("chunks taken", tally.taken(), 11)
}

/// Sends without an end; 1000 chunks after the last one that somebody should want it gives up.
fn endless(tally: &Tally, wanted: u64) -> Chunks<'static> {
    let (tally, chunk) = (tally.clone(), noise(5, SIZE));
    by_number(move |number| {
        let (tally, chunk) = (tally.clone(), chunk.clone());
        async move {
            if number >= wanted + 1000 {
                return None;
            }
            if number < 3 {
                time::sleep(Duration::from_millis(10)).await;
            }
            tally.take();
            Some(Ok(chunk))
        }
    })
}

pub async fn client_error_mid(subject: &dyn Upload, _trace: &Trace) -> Told {
    let tally = Tally::of(SIZE);
    let (asked, chunk) = (tally.clone(), noise(6, SIZE));
    // After its error this client would go on, as if nothing had been.
    let chunks = by_number(move |number| {
        let answer = match number {
            2 => Some(Err(io::ErrorKind::ConnectionReset.into())),
            0..6 => Some(Ok(chunk.clone())),
            _ => None,
        };
        asked.take();
        async move { answer }
    });
    let mut disk = Disk::counting(&tally, Mood::default());
    let ended = subject.stream_to(chunks, &mut disk, None, nobody()).await;
    unless(!tally.collects() || tally.written() > 0, || {
        mistake("collected").with("chunks", tally.taken() - 1)
    })?;
    let promised = Err(UploadError::Client(io::ErrorKind::ConnectionReset));
    same("stream_to(2 chunks, then ConnectionReset)", ended, promised)?;
    same("sink: bytes", tally.written(), 2000)?;
    same("answers taken from the client", tally.taken(), 3)
}

pub async fn disk_error(subject: &dyn Upload, _trace: &Trace) -> Told {
    let tally = Tally::of(SIZE);
    let full = Some((2000, io::ErrorKind::StorageFull));
    let mut disk = Disk::counting(&tally, Mood { full, ..Mood::default() });
    let ended = subject.stream_to(endless(&tally, 4), &mut disk, None, nobody()).await;
    tally.judge()?;
    let promised = Err(UploadError::Disk(io::ErrorKind::StorageFull));
    same("stream_to(no end, disk full after 2 chunks)", ended, promised)?;
    // And a disk that finds out late that it could not keep what it took.
    let lost = Some(io::ErrorKind::QuotaExceeded);
    let mut disk = Disk::counting(&tally, Mood { lost, ..Mood::default() });
    let ended = subject.stream_to(client(&["grind"]), &mut disk, None, nobody()).await;
    unless(ended.is_err(), || mistake("no-flush").with("left", disk.held))?;
    let promised = Err(UploadError::Disk(io::ErrorKind::QuotaExceeded));
    same("stream_to(1 chunk, flush fails)", ended, promised)
}

pub async fn write_zero(subject: &dyn Upload, _trace: &Trace) -> Told {
    let mut disk = Disk::new(&Tally::of(5), Mood { mouthful: Some(0), ..Mood::default() });
    let ended = subject.stream_to(client(&["grind", "brew"]), &mut disk, None, nobody()).await;
    unless(disk.writes < ASKED_FOR_EVER, || mistake("asks-again").with("times", disk.writes))?;
    unless(ended.is_err(), || mistake("short-write").with("sent", 9).with("arrived", 0))?;
    let promised = Err(UploadError::Disk(io::ErrorKind::WriteZero));
    same("stream_to(a sink that takes 0 bytes)", ended, promised)?;
    same("sink", disk.text(), text(b""))
}
