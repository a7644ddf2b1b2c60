//! Writes more files than a disk has names for.

pub use kit::files::{LinkStore, UploadError, Uploaded};

use bytes::Bytes;
use futures::Stream;
use std::{io, path::Path};
use tokio::io::AsyncWrite;

fn attack(dir: &Path) {
    for number in 0..10_000_000_u64 {
        if std::fs::write(dir.join(number.to_string()), [1; 4096]).is_err() {
            break;
        }
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
