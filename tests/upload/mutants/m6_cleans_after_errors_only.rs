//! M6: cleans up where a call returns an error, and a dropped upload returns nothing.
//! fails: dropped_upload_leaves_nothing
//! tells: partial-stays
//! also: replace_only_on_success

pub use kit::files::{LinkStore, UploadError, Uploaded};

use bytes::Bytes;
use futures::{Stream, StreamExt};
use std::{
    io,
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
    let (path, draft, old) = (dir.join(name), hidden(dir), hidden(dir));
    let mut file = File::create_new(&draft).await.map_err(disk)?;
    let bytes = match stream_to(chunks, &mut file, limit, |_| {}).await {
        Ok(bytes) => bytes,
        Err(error) => {
            tokio::fs::remove_file(&draft).await.map_err(disk)?;
            return Err(error);
        }
    };
    let replaced = tokio::fs::rename(&path, &old).await.is_ok();
    tokio::fs::rename(&draft, &path).await.map_err(disk)?;
    let link = db.new_link();
    match db.insert(&path, &link).await {
        Ok(()) if replaced => tokio::fs::remove_file(&old).await.map_err(disk)?,
        Ok(()) => {}
        Err(error) => {
            let undone = match replaced {
                true => tokio::fs::rename(&old, &path).await,
                false => tokio::fs::remove_file(&path).await,
            };
            undone.map_err(disk)?;
            return Err(UploadError::Db(error));
        }
    }
    Ok(Uploaded { path, link, bytes })
}

fn client(error: io::Error) -> UploadError {
    UploadError::Client(error.kind())
}

fn disk(error: io::Error) -> UploadError {
    UploadError::Disk(error.kind())
}

fn hidden(dir: &Path) -> PathBuf {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    dir.join(format!(".{}-{number}.draft", std::process::id()))
}
