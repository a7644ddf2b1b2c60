//! What the hidden checks play with: a client that is counted, a disk with moods, a database that
//! can be held up.

use std::{
    fmt::Debug,
    io,
    path::Path,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering::SeqCst},
    },
    task::{Context, Poll, ready},
    time::Duration,
};

use contract::{
    bytes::Bytes,
    futures::{StreamExt, future::BoxFuture, stream},
    kit::{Gate, Trace, files::UploadError},
    tokio::{
        self,
        io::AsyncWrite,
        time::{self, Sleep},
    },
    upload::{Chunks, Links},
};

use super::super::public::Rows;
use crate::host::check::{Told, mistake, same, unless};

/// One chunk is being written, one may have been taken meanwhile.
const ALIVE: u64 = 2;
/// A client that is so far ahead has shown enough: the film is cut.
const CUT: u64 = 64;
/// So often a disk answers that it took nothing.
pub const ASKED_FOR_EVER: u64 = 1000;

/// Counts what goes in and what comes out, in chunks of one size. Clones count together.
#[derive(Clone)]
pub struct Tally(Arc<Counts>);

struct Counts {
    size: u64,
    taken: AtomicU64,
    written: AtomicU64,
    most: AtomicU64,
    /// Too many had been taken and not a byte was written, though there was time.
    collects: AtomicBool,
}

impl Tally {
    pub fn of(size: usize) -> Tally {
        Tally(Arc::new(Counts {
            size: size as u64,
            taken: AtomicU64::new(0),
            written: AtomicU64::new(0),
            most: AtomicU64::new(0),
            collects: AtomicBool::new(false),
        }))
    }

    /// The client gave a chunk away.
    pub fn take(&self) {
        let taken = self.0.taken.fetch_add(1, SeqCst) + 1;
        let written = self.written();
        let ahead = taken.saturating_sub(written / self.0.size);
        self.0.most.fetch_max(ahead, SeqCst);
        if taken > ALIVE && written == 0 {
            self.0.collects.store(true, SeqCst);
        }
    }

    /// The sink took bytes.
    pub fn write(&self, bytes: usize) {
        self.0.written.fetch_add(bytes as u64, SeqCst);
    }

    pub fn taken(&self) -> u64 {
        self.0.taken.load(SeqCst)
    }

    pub fn written(&self) -> u64 {
        self.0.written.load(SeqCst)
    }

    /// Whether everything was read before anything was written.
    pub fn collects(&self) -> bool {
        self.0.collects.load(SeqCst)
    }

    fn most(&self) -> u64 {
        self.0.most.load(SeqCst)
    }

    /// Names the two ways of having too many chunks.
    pub fn judge(&self) -> Told {
        let finding = if self.collects() { "collected" } else { "read-ahead" };
        unless(self.most() <= ALIVE, || mistake(finding).with("chunks", self.most()))
    }
}

/// A client that sends `count` chunks. The first three come apart, so that a writer has time to
/// write; after them there is always one ready. It hangs up when nobody writes what it sends.
pub fn film(
    tally: &Tally,
    count: u64,
    chunk: impl Fn() -> Bytes + Clone + Send + 'static,
) -> Chunks<'static> {
    let tally = tally.clone();
    stream::unfold(0, move |sent| {
        let (tally, chunk) = (tally.clone(), chunk.clone());
        async move {
            if sent == count || tally.most() > CUT {
                return None;
            }
            if sent < 3 {
                time::sleep(Duration::from_millis(10)).await;
            }
            tally.take();
            Some((Ok(chunk()), sent + 1))
        }
    })
    .fuse()
    .boxed()
}

/// A client whose chunks, and whatever happens between them, are told by a function of their
/// number; `None` ends it.
pub fn by_number<F>(answer: impl FnMut(u64) -> F + Send + 'static) -> Chunks<'static>
where
    F: Future<Output = Option<io::Result<Bytes>>> + Send + 'static,
{
    stream::unfold((0, answer), |(number, mut answer)| async move {
        let chunk = answer(number).await?;
        Some((chunk, (number + 1, answer)))
    })
    .fuse()
    .boxed()
}

/// A client that sends its first part and then is held up: asked for the second it opens the gate
/// `reached` and waits for the gate `go`.
pub fn held(parts: &[Bytes], reached: &Gate, go: &Gate) -> Chunks<'static> {
    let (parts, reached, go) = (parts.to_vec(), reached.clone(), go.clone());
    by_number(move |number| {
        let part = usize::try_from(number).ok().and_then(|number| parts.get(number).cloned());
        let (reached, go) = (reached.clone(), go.clone());
        async move {
            if number == 1 {
                reached.open();
                go.passed().await;
            }
            part.map(Ok)
        }
    })
}

/// A client that sends these chunks and then fails.
pub fn broken(parts: &[Bytes], why: io::ErrorKind) -> Chunks<'static> {
    let sent: Vec<_> = parts.iter().cloned().map(Ok).collect();
    let hangs_up = stream::once(async move { Err(io::Error::from(why)) });
    stream::iter(sent).chain(hangs_up).boxed()
}

/// A client that sends these chunks.
pub fn sends(parts: &[Bytes]) -> Chunks<'static> {
    stream::iter(parts.to_vec()).map(Ok).boxed()
}

/// Bytes that differ from one place to the next, the same for the same seed. They repeat after a
/// prime number of them, so that no two chunks are equal.
pub fn noise(seed: u64, count: usize) -> Bytes {
    const PERIOD: usize = 4093;
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let bytes = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    });
    let block: Vec<u8> = bytes.flatten().take(PERIOD).collect();
    let mut bytes = block.repeat(count / PERIOD + 1);
    bytes.truncate(count);
    bytes.into()
}

/// A sink in memory. What it does with a write is its mood.
pub struct Disk {
    tally: Tally,
    mood: Mood,
    /// What has been written; only counted where nobody will look.
    pub content: Option<Vec<u8>>,
    /// Bytes taken since the last flush.
    pub held: usize,
    /// How often it was asked to write.
    pub writes: u64,
    pause: Option<Pin<Box<Sleep>>>,
    drawn: Option<Trace>,
}

/// How a disk behaves.
#[derive(Clone, Copy, Default)]
pub struct Mood {
    /// Every write and every flush takes so long.
    pub busy: Duration,
    /// A write takes from one byte to so many, and with 0 none at all; without it, everything.
    pub mouthful: Option<usize>,
    /// After so many bytes every write fails.
    pub full: Option<(u64, io::ErrorKind)>,
    /// Every flush fails.
    pub lost: Option<io::ErrorKind>,
}

impl Disk {
    pub fn new(tally: &Tally, mood: Mood) -> Disk {
        Disk { content: Some(Vec::new()), ..Disk::counting(tally, mood) }
    }

    /// A disk that keeps nothing.
    pub fn counting(tally: &Tally, mood: Mood) -> Disk {
        let tally = tally.clone();
        Disk { tally, mood, content: None, held: 0, writes: 0, pause: None, drawn: None }
    }

    /// The same disk; each finished chunk is marked on the timeline.
    pub fn drawn(self, trace: &Trace) -> Disk {
        Disk { drawn: Some(trace.clone()), ..self }
    }

    pub fn text(&self) -> String {
        super::super::public::text(self.content.as_deref().unwrap_or_default())
    }

    fn poll_ready(&mut self, cx: &mut Context) -> Poll<()> {
        if !self.mood.busy.is_zero() {
            let pause = self.pause.get_or_insert_with(|| Box::pin(time::sleep(self.mood.busy)));
            ready!(pause.as_mut().poll(cx));
            self.pause = None;
        }
        Poll::Ready(())
    }

    fn draw(&self) {
        let written = self.tally.written();
        if let Some(trace) = &self.drawn
            && written.is_multiple_of(self.tally.0.size)
        {
            trace.mark("disk", &format!("{written} bytes"));
        }
    }

    /// How much of a write is taken this time.
    fn bite(&self, offered: usize) -> usize {
        let turn = usize::try_from(self.writes).unwrap_or(0);
        match self.mood.mouthful {
            None => offered,
            Some(0) => 0,
            Some(most) => offered.min(1 + turn % most),
        }
    }

    /// Whether this write fails. One that takes nothing is not asked for ever either.
    fn fails(&self) -> Option<io::ErrorKind> {
        let full = self.mood.full.filter(|(after, _)| self.tally.written() >= *after);
        let asked_for_ever = self.mood.mouthful == Some(0) && self.writes > ASKED_FOR_EVER;
        full.map(|(_, why)| why).or(asked_for_ever.then_some(io::ErrorKind::Other))
    }
}

impl AsyncWrite for Disk {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_ready(cx));
        self.writes += 1;
        if let Some(why) = self.fails() {
            return Poll::Ready(Err(why.into()));
        }
        let taken = self.bite(bytes.len());
        self.held += taken;
        self.tally.write(taken);
        self.draw();
        if let Some(content) = &mut self.content {
            content.extend_from_slice(&bytes[..taken]);
        }
        Poll::Ready(Ok(taken))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_ready(cx));
        if let Some(why) = self.mood.lost {
            return Poll::Ready(Err(why.into()));
        }
        self.held = 0;
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_flush(cx)
    }
}

/// A database that looks at the file, or waits, or refuses, before it adds a row.
pub struct Db<L> {
    rows: Rows,
    look: L,
}

impl<L> Db<L> {
    pub fn new(look: L) -> Db<L> {
        Db { rows: Rows::default(), look }
    }

    /// See [`Rows::is_empty`].
    pub fn is_empty(&self) -> Told {
        self.rows.is_empty()
    }
}

impl<L, F> Links for Db<L>
where
    L: Fn(&Path) -> F + Send + Sync,
    F: Future<Output = Result<(), String>> + Send,
{
    fn new_link(&self) -> String {
        self.rows.new_link()
    }

    fn insert<'a>(&'a self, path: &'a Path, link: &'a str) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(async move {
            (self.look)(path).await?;
            self.rows.insert(path, link).await
        })
    }
}

/// Lets an upload go on until the gate opens. It may not end before.
pub async fn until<T: Debug>(
    gate: &Gate,
    upload: &mut BoxFuture<'_, Result<T, UploadError>>,
) -> Told {
    let ended = tokio::select! {
        biased;
        () = gate.passed() => None,
        ended = upload => Some(ended),
    };
    let ended = ended.map(|ended| format!("{ended:?}"));
    same("upload, while it is held up", ended, None)
}

/// Like `same`, for bytes that are too many to be shown.
pub fn same_bytes(what: &str, seen: &[u8], promised: &[u8]) -> Told {
    same(&format!("{what}: bytes"), seen.len(), promised.len())?;
    // Compared at once first: one by one takes its time where nothing is optimised.
    if seen == promised {
        return Ok(());
    }
    let first = seen.iter().zip(promised).position(|(seen, promised)| seen != promised);
    same(&format!("{what}: first byte that differs"), first, None)
}
