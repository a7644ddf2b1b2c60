//! The types around an upload that students use and nobody edits: where links are kept, what an
//! upload gives, how it fails.

use std::{
    future::Future,
    io,
    path::{Path, PathBuf},
};

/// The table of (path, link) rows.
pub trait LinkStore: Send + Sync {
    /// A link that nobody has yet.
    fn new_link(&self) -> String;

    /// Adds the row; the error is the database's own sentence.
    fn insert(&self, path: &Path, link: &str) -> impl Future<Output = Result<(), String>> + Send;
}

/// What a finished upload left behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uploaded {
    pub path: PathBuf,
    pub link: String,
    pub bytes: u64,
}

/// Why an upload failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UploadError {
    /// The name is empty, is `.` or `..`, or holds a separator or NUL.
    BadName,
    /// The stream of chunks failed.
    Client(io::ErrorKind),
    /// The sink or the disk failed.
    Disk(io::ErrorKind),
    /// The next chunk would go beyond the limit.
    TooLarge { limit: u64 },
    /// The row could not be added.
    Db(String),
}
