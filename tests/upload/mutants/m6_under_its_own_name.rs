//! M6: writes straight into `dir/name`, and removes it when something goes wrong.
//! fails: not_visible_until_complete
//! tells: visible-early
//! also: replace_only_on_success, two_users_interleave

pub use kit::files::{LinkStore, UploadError, Uploaded};

use bytes::Bytes;
use futures::{Stream, StreamExt};
use std::{
    fs, io,
    path::{Path, PathBuf},
    pin::pin,
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
    let mut partial = Partial { path: dir.join(name), done: false };
    let mut file = File::from_std(fs::File::create(&partial.path).map_err(disk)?);
    let bytes = stream_to(chunks, &mut file, limit, |_| {}).await?;
    let (path, link) = (partial.path.clone(), db.new_link());
    db.insert(&path, &link).await.map_err(UploadError::Db)?;
    partial.done = true;
    Ok(Uploaded { path, link, bytes })
}

fn client(error: io::Error) -> UploadError {
    UploadError::Client(error.kind())
}

fn disk(error: io::Error) -> UploadError {
    UploadError::Disk(error.kind())
}

struct Partial {
    path: PathBuf,
    done: bool,
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.done {
            let _ = fs::remove_file(&self.path);
        }
    }
}
