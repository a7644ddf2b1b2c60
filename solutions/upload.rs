//! upload: one chunk at a time to the sink, and a file that exists whole or not at all.

pub use kit::files::{LinkStore, UploadError, Uploaded};

use bytes::Bytes;
use futures::{Stream, StreamExt};
use std::{
    fs, io,
    path::{Path, PathBuf},
    pin::pin,
    process,
    sync::atomic::{AtomicU64, Ordering},
};
use tokio::{
    fs::File,
    io::{AsyncWrite, AsyncWriteExt},
    task,
};

/// Writes the chunks to the sink as they come; gives the number of bytes.
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
    // `next` wants a stream that stays where it is. The caller need not promise that: we pin it.
    let mut chunks = pin!(chunks);
    let mut total = 0;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|error| UploadError::Client(error.kind()))?;
        // Unlike an empty answer of `read_chunk()`, an empty chunk is not the end.
        if chunk.is_empty() {
            continue;
        }
        // Counted in u64: `usize` has 32 bits on small machines, and a film has more. Looked at
        // before the write: afterwards the bytes are on the disk.
        let after = total + chunk.len() as u64;
        if let Some(limit) = limit.filter(|limit| after > *limit) {
            return Err(UploadError::TooLarge { limit });
        }
        // This await is the back pressure. While the disk is busy nobody asks the client for more,
        // so its system stops sending, and one chunk is all that we ever hold.
        sink.write_all(&chunk).await.map_err(disk)?;
        total = after;
        on_progress(total);
    }
    // `write_all` hands over, it does not finish: a `tokio::fs::File` writes on another thread
    // and keeps a late error to itself until it is asked.
    sink.flush().await.map_err(disk)?;
    Ok(total)
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
    if !is_plain(name) {
        return Err(UploadError::BadName);
    }
    // From here on every way out, an error, a panic, a drop at any await, passes the Drop of a
    // guard. That is the only cleaning there is.
    let (draft, file) = create_hidden(dir).await.map_err(disk)?;
    let mut file = File::from_std(file);
    let bytes = stream_to(chunks, &mut file, limit, |_| ()).await?;
    drop(file);
    let published = publish(draft, dir, name).await.map_err(disk)?;
    let (path, link) = (dir.join(name), db.new_link());
    db.insert(&path, &link).await.map_err(UploadError::Db)?;
    published.keep();
    Ok(Uploaded { path, link, bytes })
}

fn disk(error: io::Error) -> UploadError {
    UploadError::Disk(error.kind())
}

/// One step below the folder and no further. `Path::join` would follow `..`, and an absolute name
/// would even replace the folder.
fn is_plain(name: &str) -> bool {
    !matches!(name, "" | "." | "..") && !name.contains(['/', '\\', '\0'])
}

/// A file that nobody is meant to see. It goes when this goes.
struct Hidden(PathBuf);

impl Drop for Hidden {
    fn drop(&mut self) {
        // `drop` cannot await, hence std. If the file has got another name meanwhile, there is
        // nothing here to remove, and that is as well.
        let _ = fs::remove_file(&self.0);
    }
}

/// The file under its own name, as long as it is not certain that it may stay.
struct Published {
    path: PathBuf,
    /// What had this name before.
    old: Option<Hidden>,
    kept: bool,
}

impl Published {
    fn keep(mut self) {
        self.kept = true;
    }
}

impl Drop for Published {
    fn drop(&mut self) {
        if !self.kept {
            let _ = match &self.old {
                Some(old) => fs::rename(&old.0, &self.path),
                None => fs::remove_file(&self.path),
            };
        }
    }
}

/// Creates a file for the data, in the same folder: a rename across disks would be a copy.
async fn create_hidden(dir: &Path) -> io::Result<(Hidden, fs::File)> {
    let dir = dir.to_owned();
    // The guard is made in there, together with the file. If our future is dropped before the
    // answer, the answer is dropped too, and the guard still does its work.
    in_background(move || hidden(&dir, |path| fs::File::create_new(path))).await
}

/// Gives the finished file its name. The rename is one step: whoever looks sees the old file or
/// the new one. The old one keeps a second, hidden name until it is certain that nobody needs it.
async fn publish(draft: Hidden, dir: &Path, name: &str) -> io::Result<Published> {
    let (dir, path) = (dir.to_owned(), dir.join(name));
    in_background(move || {
        let old = match hidden(&dir, |spare| fs::hard_link(&path, spare)) {
            Ok((old, ())) => Some(old),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        fs::rename(&draft.0, &path)?;
        Ok(Published { path, old, kept: false })
    })
    .await
}

/// Makes something under a hidden name that nobody else has: two users may send the same film at
/// the same time, and a process that was killed may have left its files behind.
fn hidden<T>(dir: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<(Hidden, T)> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = dir.join(format!(".upload-{}-{number}", process::id()));
        match make(&path) {
            Ok(thing) => return Ok((Hidden(path), thing)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// What blocks runs on a thread where it disturbs nobody.
async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    task::spawn_blocking(work).await?
}
