//! M6: takes back what it put there, but what had been there before is gone.
//! fails: replace_only_on_success
//! tells: old-lost

pub use kit::files::{LinkStore, UploadError, Uploaded};

use bytes::Bytes;
use futures::{Stream, StreamExt};
use std::{
    fs, io,
    path::{Path, PathBuf},
    pin::pin,
    sync::atomic::{AtomicU64, Ordering},
};
use tokio::{
    fs::File,
    io::{AsyncWrite, AsyncWriteExt},
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
    let mut chunks = pin!(chunks);
    let mut total = 0;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(client)?;
        if chunk.is_empty() {
            continue;
        }
        let after = total + chunk.len() as u64;
        if let Some(limit) = limit.filter(|limit| after > *limit) {
            return Err(UploadError::TooLarge { limit });
        }
        sink.write_all(&chunk).await.map_err(disk)?;
        total = after;
        on_progress(total);
    }
    sink.flush().await.map_err(disk)?;
    Ok(total)
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

/// Removes the draft, and after the rename the file, unless the upload is done.
struct Undo {
    path: PathBuf,
    draft: PathBuf,
    published: bool,
    done: bool,
}

impl Undo {
    fn new(dir: &Path, name: &str) -> Undo {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let draft = dir.join(format!(".{}-{number}.draft", std::process::id()));
        Undo { path: dir.join(name), draft, published: false, done: false }
    }

    fn publish(&mut self) -> io::Result<()> {
        fs::rename(&self.draft, &self.path)?;
        self.published = true;
        Ok(())
    }
}

impl Drop for Undo {
    fn drop(&mut self) {
        if !self.done {
            let _ = fs::remove_file(if self.published { &self.path } else { &self.draft });
        }
    }
}
