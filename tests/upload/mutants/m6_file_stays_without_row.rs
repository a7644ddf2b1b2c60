//! M6: the draft is guarded, but once it has its name nobody takes it back.
//! fails: db_error_removes_file
//! tells: partial-stays
//! also: dropped_upload_leaves_nothing, replace_only_on_success

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
    let (path, draft) = (dir.join(name), Draft::new(dir));
    let mut file = File::from_std(fs::File::create_new(&draft.0).map_err(disk)?);
    let bytes = stream_to(chunks, &mut file, limit, |_| {}).await?;
    fs::rename(&draft.0, &path).map_err(disk)?;
    let link = db.new_link();
    db.insert(&path, &link).await.map_err(UploadError::Db)?;
    Ok(Uploaded { path, link, bytes })
}

fn client(error: io::Error) -> UploadError {
    UploadError::Client(error.kind())
}

fn disk(error: io::Error) -> UploadError {
    UploadError::Disk(error.kind())
}

/// A draft that is removed unless it was renamed meanwhile.
struct Draft(PathBuf);

impl Draft {
    fn new(dir: &Path) -> Draft {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        Draft(dir.join(format!(".{}-{number}.draft", std::process::id())))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
