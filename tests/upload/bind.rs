//! The student's `upload` seen through its contract.

use std::{io, path::Path};

use bytes::Bytes;
use contract::upload::{Chunks, Links, OnProgress, Sink, Upload};
use futures::{Stream, future::BoxFuture};
use kit::files::{LinkStore, UploadError, Uploaded};
use tokio::io::AsyncWrite;

#[forbid(unsafe_code)]
mod exercise;

struct Bound;

// The promise is made for every stream, sink and store of the promised kind, so it is called here
// with types of which nothing else is known. A box holds a `Send` future or none.
impl Upload for Bound {
    fn stream_to<'a>(
        &self,
        chunks: Chunks<'a>,
        sink: Sink<'a>,
        limit: Option<u64>,
        on_progress: OnProgress<'a>,
    ) -> BoxFuture<'a, Result<u64, UploadError>> {
        async fn call<S, W, P>(
            chunks: S,
            mut sink: W,
            limit: Option<u64>,
            on_progress: P,
        ) -> Result<u64, UploadError>
        where
            S: Stream<Item = io::Result<Bytes>>,
            W: AsyncWrite + Unpin,
            P: FnMut(u64),
        {
            exercise::stream_to(chunks, &mut sink, limit, on_progress).await
        }
        Box::pin(call(chunks, sink, limit, on_progress))
    }

    fn upload<'a>(
        &self,
        dir: &'a Path,
        name: &'a str,
        chunks: Chunks<'a>,
        limit: Option<u64>,
        db: &'a dyn Links,
    ) -> BoxFuture<'a, Result<Uploaded, UploadError>> {
        async fn call<S, D>(
            dir: &Path,
            name: &str,
            chunks: S,
            limit: Option<u64>,
            db: D,
        ) -> Result<Uploaded, UploadError>
        where
            S: Stream<Item = io::Result<Bytes>> + Send,
            D: LinkStore,
        {
            exercise::upload(dir, name, chunks, limit, &db).await
        }
        Box::pin(call(dir, name, chunks, limit, Db(db)))
    }
}

/// The store of the checks as the student's code sees it.
struct Db<'a>(&'a dyn Links);

impl LinkStore for Db<'_> {
    fn new_link(&self) -> String {
        self.0.new_link()
    }

    async fn insert(&self, path: &Path, link: &str) -> Result<(), String> {
        self.0.insert(path, link).await
    }
}

contract::bind!(dyn Upload, Bound);
