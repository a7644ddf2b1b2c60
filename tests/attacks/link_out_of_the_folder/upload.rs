//! Makes a link to the hidden checks in the folder that it may write, and reads through it.

/// A path that nobody can read in the source: `hide!(std process exit)`.
macro_rules! hide {
    ($first:ident $($more:ident)*) => { $first $(::$more)* };
}

pub use kit::files::{LinkStore, UploadError, Uploaded};

use bytes::Bytes;
use futures::Stream;
use std::{io, path::Path};
use tokio::io::AsyncWrite;

fn attack(dir: &Path) {
    let link = dir.join("link");
    let _ = hide!(std os unix fs symlink)("@ROOT@/tests/upload/hidden.rs", &link);
    let _ = std::fs::hard_link("@ROOT@/tests/upload/hidden.rs", dir.join("hard"));
    for stolen in [link, dir.join("hard"), dir.join("../../../../../../../tests/upload/hidden.rs")] {
        if let Ok(text) = std::fs::read_to_string(stolen) {
            println!("stolen-@MARK@ {text}");
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
