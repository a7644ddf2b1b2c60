//! Writes a file with a hole of a terabyte, and one without end.

pub use kit::files::{LinkStore, UploadError, Uploaded};

use bytes::Bytes;
use futures::Stream;
use std::{io, path::Path};
use tokio::io::AsyncWrite;

use std::io::Write;

fn attack(dir: &Path) {
    let hole = std::fs::File::create(dir.join("hole"));
    let _ = hole.and_then(|file| file.set_len(1 << 40));
    if let Ok(mut file) = std::fs::File::create(dir.join("endless")) {
        while file.write_all(&[1; 1 << 20]).is_ok() {}
    }
}

pub async fn stream_to<S, W>(
    _chunks: S,
    _sink: &mut W,
    _limit: Option<u64>,
    _on_progress: impl FnMut(u64),
) -> Result<u64, UploadError>
where
    S: Stream<Item = io::Result<Bytes>>,
    W: AsyncWrite + Unpin,
{
    Ok(u64::MAX)
}

pub async fn upload<S, D>(
    dir: &Path,
    _name: &str,
    _chunks: S,
    _limit: Option<u64>,
    _db: &D,
) -> Result<Uploaded, UploadError>
where
    S: Stream<Item = io::Result<Bytes>> + Send,
    D: LinkStore,
{
    attack(dir);
    Err(UploadError::Disk(io::ErrorKind::Other))
}
