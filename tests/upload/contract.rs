//! What `upload` promises, as the checks see it.

use std::{io, path::Path};

use bytes::Bytes;
use futures::{future::BoxFuture, stream::BoxStream};
use kit::files::{UploadError, Uploaded};
use tokio::io::AsyncWrite;

/// What a client sends: chunks of any size, or an error in between.
pub type Chunks<'a> = BoxStream<'a, io::Result<Bytes>>;

/// Where `stream_to` writes.
pub type Sink<'a> = &'a mut (dyn AsyncWrite + Send + Unpin);

/// Who hears of progress.
pub type OnProgress<'a> = Box<dyn FnMut(u64) + Send + 'a>;

/// A link store with its future boxed.
pub trait Links: Send + Sync {
    fn new_link(&self) -> String;
    fn insert<'a>(&'a self, path: &'a Path, link: &'a str) -> BoxFuture<'a, Result<(), String>>;
}

/// The submission.
pub trait Upload {
    fn stream_to<'a>(
        &self,
        chunks: Chunks<'a>,
        sink: Sink<'a>,
        limit: Option<u64>,
        on_progress: OnProgress<'a>,
    ) -> BoxFuture<'a, Result<u64, UploadError>>;

    fn upload<'a>(
        &self,
        dir: &'a Path,
        name: &'a str,
        chunks: Chunks<'a>,
        limit: Option<u64>,
        db: &'a dyn Links,
    ) -> BoxFuture<'a, Result<Uploaded, UploadError>>;
}
