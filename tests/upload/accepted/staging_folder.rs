//! accepted: drafts in a folder of their own, which stays; cleaning is left to a thread that
//! may block, so it ends a moment after the drop. Blocking `std::fs` in between.

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
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let staging = dir.join(".staging");
    fs::create_dir_all(&staging).map_err(disk)?;
    let own = staging.join(NEXT.fetch_add(1, Ordering::Relaxed).to_string());
    fs::create_dir(&own).map_err(disk)?;
    let (path, draft, old) = (dir.join(name), own.join("draft"), own.join("old"));
    let mut upload = Staged { path: path.clone(), own, published: false, done: false };
    let mut file = File::create(&draft).await.map_err(disk)?;
    let bytes = stream_to(chunks, &mut file, limit, |_| {}).await?;
    drop(file);
    if path.exists() {
        fs::hard_link(&path, &old).map_err(disk)?;
    }
    fs::rename(&draft, &path).map_err(disk)?;
    upload.published = true;
    let link = db.new_link();
    db.insert(&path, &link).await.map_err(UploadError::Db)?;
    upload.done = true;
    Ok(Uploaded { path, link, bytes })
}

fn client(error: io::Error) -> UploadError {
    UploadError::Client(error.kind())
}

fn disk(error: io::Error) -> UploadError {
    UploadError::Disk(error.kind())
}

/// An upload with a folder of its own, for the draft and for what had the name before.
struct Staged {
    path: PathBuf,
    own: PathBuf,
    published: bool,
    done: bool,
}

impl Drop for Staged {
    fn drop(&mut self) {
        let (path, own) = (std::mem::take(&mut self.path), std::mem::take(&mut self.own));
        let take_back = self.published && !self.done;
        tokio::task::spawn_blocking(move || {
            if take_back && fs::rename(own.join("old"), &path).is_err() {
                let _ = fs::remove_file(&path);
            }
            let _ = fs::remove_dir_all(&own);
        });
    }
}
