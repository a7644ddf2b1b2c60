//! How much is held while it streams: a chunk or two, whatever the size of the film.

use std::{
    any::Any,
    io,
    panic::{self, AssertUnwindSafe},
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use contract::{
    bytes::Bytes,
    futures::FutureExt,
    kit::{Live, LiveToken, Meter, Trace, files::UploadError},
    tokio::{
        self,
        io::{AsyncReadExt, AsyncWrite, DuplexStream},
        time,
    },
    upload::{Chunks, Upload},
};

use super::{
    rig::{Disk, Mood, Tally, by_number, film, noise},
    sink::nobody,
};
use crate::host::check::{Told, mistake, same, unless};

const MIB: usize = 1 << 20;
const FORTY_GIB: u64 = 40 << 30;

pub async fn forty_gib(subject: &dyn Upload, _trace: &Trace) -> Told {
    let (tally, chunk) = (Tally::of(MIB), noise(40, MIB));
    let mut disk = Disk::counting(&tally, Mood::default());
    let chunks = film(&tally, FORTY_GIB / MIB as u64, move || chunk.clone());
    let mut heard = 0;
    let told = Box::new(|total| heard = total);
    let meter = Meter::start();
    let streaming = subject.stream_to(chunks, &mut disk, Some(FORTY_GIB), told);
    let ended = AssertUnwindSafe(streaming).catch_unwind().await;
    let peak = meter.is_fed().then(|| meter.peak());
    drop(meter);
    tally.judge()?;
    counted(ended)?;
    same("on_progress", heard, FORTY_GIB)?;
    same("sink: bytes", tally.written(), FORTY_GIB)?;
    let (peak, most) = (peak.unwrap_or_default() >> 10, 2 * (MIB >> 10) + 256);
    unless(peak <= most, || mistake("heap").with("peak", peak).with("promised", most))
}

/// A counter that is too small wraps, or panics where overflow is checked.
fn counted(ended: Result<Result<u64, UploadError>, Box<dyn Any + Send>>) -> Told {
    match ended {
        Ok(Ok(bytes)) => unless(bytes == FORTY_GIB, || {
            mistake("counter").with("how", "number").with("counted", bytes)
        }),
        Ok(ended) => same("stream_to(40 GiB)", ended, Ok(FORTY_GIB)),
        Err(payload) => match payload.downcast_ref::<&str>() {
            Some(text) if text.contains("overflow") => {
                Err(mistake("counter").with("how", "panic").with("counted", *text))
            }
            _ => panic::resume_unwind(payload),
        },
    }
}

pub async fn one_chunk_ahead(subject: &dyn Upload, _trace: &Trace) -> Told {
    const SIZE: usize = 16 << 10;
    let (tally, live, data) = (Tally::of(SIZE), Live::new(), Arc::new(noise(1, SIZE)));
    let busy = Duration::from_millis(1);
    let mut disk = Disk::counting(&tally, Mood { busy, ..Mood::default() });
    let chunks = film(&tally, 200, {
        let live = live.clone();
        move || Bytes::from_owner(Counted { data: Arc::clone(&data), _token: live.token() })
    });
    let ended = subject.stream_to(chunks, &mut disk, None, nobody()).await;
    tally.judge()?;
    unless(live.most() <= 2, || mistake("kept").with("chunks", live.most()))?;
    same("stream_to(200 chunks)", ended, Ok(200 * SIZE as u64))?;
    same("chunks alive afterwards", live.now(), 0)
}

/// The memory of a chunk; it knows when the last handle to it is gone.
struct Counted {
    data: Arc<Bytes>,
    _token: LiveToken,
}

impl AsRef<[u8]> for Counted {
    fn as_ref(&self) -> &[u8] {
        &self.data
    }
}

pub async fn backpressure(subject: &dyn Upload, _trace: &Trace) -> Told {
    const SIZE: usize = 64 << 10;
    let tally = Tally::of(SIZE);
    let (near, far) = tokio::io::duplex(SIZE);
    let mut near = Metered { tally: tally.clone(), pipe: near };
    let chunk = noise(2, SIZE);
    let chunks = film(&tally, 100, move || chunk.clone());
    let sending = async {
        let ended = subject.stream_to(chunks, &mut near, None, nobody()).await;
        drop(near);
        ended
    };
    let (ended, received) = tokio::join!(sending, slow_reader(far, SIZE));
    tally.judge()?;
    same("stream_to(100 chunks)", ended, Ok(100 * SIZE as u64))?;
    same("bytes at the other end", received, 100 * SIZE)
}

/// Reads a chunk every 20 ms; gives the number of bytes when the other end is closed.
async fn slow_reader(mut pipe: DuplexStream, size: usize) -> usize {
    let (mut buffer, mut received) = (vec![0; size], 0);
    loop {
        time::sleep(Duration::from_millis(20)).await;
        match pipe.read(&mut buffer).await {
            Ok(0) | Err(_) => return received,
            Ok(count) => received += count,
        }
    }
}

/// A pipe that counts what it takes.
struct Metered {
    tally: Tally,
    pipe: DuplexStream,
}

impl AsyncWrite for Metered {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let taken = ready!(Pin::new(&mut self.pipe).poll_write(cx, bytes))?;
        self.tally.write(taken);
        Poll::Ready(Ok(taken))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.pipe).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.pipe).poll_shutdown(cx)
    }
}

/// Four chunks, each on its way for 100 ms: each is in the sink when it has come.
pub async fn chunk_by_chunk_time(subject: &dyn Upload, trace: &Trace) -> Told {
    let tally = Tally::of(1000);
    let mut disk = Disk::counting(&tally, Mood::default()).drawn(trace);
    let told = {
        let trace = trace.clone();
        Box::new(move |total| trace.mark("progress", &format!("{total} bytes")))
    };
    let chunks = on_their_way(trace, &tally);
    let ended = subject.stream_to(chunks, &mut disk, None, told).await;
    tally.judge()?;
    same("stream_to(4 chunks)", ended, Ok(4000))?;
    let arrived = trace.marks("disk").into_iter().filter_map(|(at, _)| at);
    let promised = [100, 200, 300, 400].map(Duration::from_millis);
    same("times at which the chunks are in the sink", arrived.collect(), promised.to_vec())
}

fn on_their_way(trace: &Trace, tally: &Tally) -> Chunks<'static> {
    let (trace, tally, chunk) = (trace.clone(), tally.clone(), noise(4, 1000));
    by_number(move |number| {
        let (trace, tally, chunk) = (trace.clone(), tally.clone(), chunk.clone());
        async move {
            if number == 4 {
                return None;
            }
            time::sleep(Duration::from_millis(100)).await;
            trace.mark("client", &format!("chunk {}", number + 1));
            tally.take();
            Some(Ok(chunk))
        }
    })
}
