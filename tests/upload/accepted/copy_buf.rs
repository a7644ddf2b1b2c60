//! accepted: the stream dressed as a reader, and `copy_buf`, which hands over what the reader
//! has without a buffer of its own.

pub use kit::files::{LinkStore, UploadError, Uploaded};

use bytes::{Buf, Bytes};
use futures::Stream;
use std::{
    fs, io,
    path::{Path, PathBuf},
    pin::{Pin, pin},
    sync::atomic::{AtomicU64, Ordering},
    task::{Context, Poll, ready},
};
use tokio::{
    fs::File,
    io::{AsyncBufRead, AsyncRead, AsyncWrite, AsyncWriteExt, ReadBuf},
};

pub async fn stream_to<S, W>(
    chunks: S,
    sink: &mut W,
    limit: Option<u64>,
    mut on_progress: impl FnMut(u64),
) -> Result<u64, UploadError>
where
    S: Stream<Item = io::Result<Bytes>>,
    W: AsyncWrite + Unpin,
{
    let mut reader = Reader {
        chunks: pin!(chunks),
        current: Bytes::new(),
        total: 0,
        limit,
        on_progress: &mut on_progress,
        failed: None,
    };
    let copied = tokio::io::copy_buf(&mut reader, sink).await;
    match (copied, reader.failed) {
        (_, Some(error)) => Err(error),
        (Err(error), None) => Err(disk(error)),
        (Ok(total), None) => {
            sink.flush().await.map_err(disk)?;
            Ok(total)
        }
    }
}

pub async fn upload<S, D>(
    dir: &Path,
    name: &str,
    chunks: S,
    limit: Option<u64>,
    db: &D,
) -> Result<Uploaded, UploadError>
where
    S: Stream<Item = io::Result<Bytes>> + Send,
    D: LinkStore,
{
    if matches!(name, "" | "." | "..") || name.contains(['/', '\\', '\0']) {
        return Err(UploadError::BadName);
    }
    let mut undo = Undo::new(dir, name);
    let mut file = File::from_std(fs::File::create_new(&undo.draft).map_err(disk)?);
    let bytes = stream_to(chunks, &mut file, limit, |_| {}).await?;
    undo.publish().map_err(disk)?;
    let (path, link) = (undo.path.clone(), db.new_link());
    db.insert(&path, &link).await.map_err(UploadError::Db)?;
    undo.done = true;
    Ok(Uploaded { path, link, bytes })
}

fn client(error: io::Error) -> UploadError {
    UploadError::Client(error.kind())
}

fn disk(error: io::Error) -> UploadError {
    UploadError::Disk(error.kind())
}

/// What an upload has done so far, and takes back when it is dropped before it is done.
struct Undo {
    path: PathBuf,
    draft: PathBuf,
    old: PathBuf,
    has_old: bool,
    published: bool,
    done: bool,
}

impl Undo {
    fn new(dir: &Path, name: &str) -> Undo {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let hidden = |end: &str| dir.join(format!(".{}-{number}.{end}", std::process::id()));
        let (path, draft, old) = (dir.join(name), hidden("draft"), hidden("old"));
        Undo { path, draft, old, has_old: false, published: false, done: false }
    }

    fn publish(&mut self) -> io::Result<()> {
        match fs::rename(&self.path, &self.old) {
            Ok(()) => self.has_old = true,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        fs::rename(&self.draft, &self.path)?;
        self.published = true;
        Ok(())
    }
}

impl Drop for Undo {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.draft);
        if self.done {
            let _ = fs::remove_file(&self.old);
        } else if self.has_old {
            let _ = fs::rename(&self.old, &self.path);
        } else if self.published {
            let _ = fs::remove_file(&self.path);
        }
    }
}

struct Reader<'a, S, P> {
    chunks: Pin<&'a mut S>,
    current: Bytes,
    total: u64,
    limit: Option<u64>,
    on_progress: &'a mut P,
    /// What the copy must not take for an error of the sink.
    failed: Option<UploadError>,
}

impl<S: Stream<Item = io::Result<Bytes>>, P: FnMut(u64)> Reader<'_, S, P> {
    fn stop(&mut self, error: UploadError) -> Poll<io::Result<()>> {
        self.failed = Some(error);
        Poll::Ready(Err(io::ErrorKind::Other.into()))
    }

    fn poll_current(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        while self.current.is_empty() {
            match ready!(self.chunks.as_mut().poll_next(cx)) {
                None => break,
                Some(Err(error)) => return self.stop(client(error)),
                Some(Ok(chunk)) => {
                    let after = self.total + chunk.len() as u64;
                    if let Some(limit) = self.limit.filter(|limit| after > *limit) {
                        return self.stop(UploadError::TooLarge { limit });
                    }
                    self.current = chunk;
                }
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: Stream<Item = io::Result<Bytes>>, P: FnMut(u64)> AsyncBufRead for Reader<'_, S, P> {
    fn poll_fill_buf(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<&[u8]>> {
        let reader = self.get_mut();
        ready!(reader.poll_current(cx))?;
        Poll::Ready(Ok(&reader.current))
    }

    fn consume(self: Pin<&mut Self>, count: usize) {
        let reader = self.get_mut();
        reader.current.advance(count);
        reader.total += count as u64;
        if count > 0 && reader.current.is_empty() {
            (reader.on_progress)(reader.total);
        }
    }
}

impl<S: Stream<Item = io::Result<Bytes>>, P: FnMut(u64)> AsyncRead for Reader<'_, S, P> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let reader = self.get_mut();
        ready!(reader.poll_current(cx))?;
        let count = buffer.remaining().min(reader.current.len());
        buffer.put_slice(&reader.current[..count]);
        Pin::new(reader).consume(count);
        Poll::Ready(Ok(()))
    }
}
