//! The student's `upload` seen through its contract. Boxing the futures as `Send` is also the
//! proof that they are.

use std::path::Path;

use contract::upload::{Chunks, Links, OnProgress, Sink, Upload};
use futures::future::BoxFuture;
use kit::files::{LinkStore, UploadError, Uploaded};

#[forbid(unsafe_code)]
mod exercise;

struct Bound;

impl Upload for Bound {
    fn stream_to<'a>(
        &self,
        chunks: Chunks<'a>,
        mut sink: Sink<'a>,
        limit: Option<u64>,
        on_progress: OnProgress<'a>,
    ) -> BoxFuture<'a, Result<u64, UploadError>> {
        Box::pin(async move { exercise::stream_to(chunks, &mut sink, limit, on_progress).await })
    }

    fn upload<'a>(
        &self,
        dir: &'a Path,
        name: &'a str,
        chunks: Chunks<'a>,
        limit: Option<u64>,
        db: &'a dyn Links,
    ) -> BoxFuture<'a, Result<Uploaded, UploadError>> {
        Box::pin(async move { exercise::upload(dir, name, chunks, limit, &Db(db)).await })
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
