//! upload: a stream of chunks onto the disk, one at a time. The statement is in upload.md.

pub use kit::files::{LinkStore, UploadError, Uploaded};

use bytes::Bytes;
use futures::Stream;
use std::{io, path::Path};
use tokio::io::AsyncWrite;

/// Writes the chunks to the sink as they come; gives the number of bytes.
pub async fn stream_to<S, W>(
    chunks: S,
    sink: &mut W,
    limit: Option<u64>,
    on_progress: impl FnMut(u64),
) -> Result<u64, UploadError>
where
    S: Stream<Item = io::Result<Bytes>>,
    W: AsyncWrite + Unpin,
{
    todo!()
}

/// Stores the chunks as `dir/name` and adds its link to the database: all of it, or nothing.
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
    todo!()
}
