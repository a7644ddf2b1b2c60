//! The checks of `upload` that every student can read, and the little house in which they and
//! the others play: a folder, a database, a client.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use contract::{
    bytes::Bytes,
    futures::{
        StreamExt,
        future::{self, BoxFuture},
        stream,
    },
    kit::{
        Gate, Trace,
        files::{UploadError, Uploaded},
    },
    tokio::task,
    upload::{Chunks, Links, Upload},
};

use crate::host::check::{Mistake, Told, checks, mistake, same, unless};

checks! { dyn Upload:
    paused three_chunks_arrive,
    paused file_and_link,
    paused too_large_is_refused,
}

/// Three chunks end up in the sink in their order, and progress is told after each.
async fn three_chunks_arrive(subject: &dyn Upload, _trace: &Trace) -> Told {
    let (mut sink, mut heard) = (Vec::new(), Vec::new());
    let chunks = client(&["grind, ", "brew, ", "pour"]);
    let told = Box::new(|total| heard.push(total));
    let total = subject.stream_to(chunks, &mut sink, None, told).await;
    same("stream_to(3 chunks)", total, Ok(17))?;
    same("sink", text(&sink), text(b"grind, brew, pour"))?;
    same("on_progress", heard, vec![7, 13, 17])
}

/// The file holds what was sent, and the database has its row.
async fn file_and_link(subject: &dyn Upload, _trace: &Trace) -> Told {
    let (folder, db) = (Folder::new("file_and_link")?, Rows::default());
    let chunks = client(&["grind, ", "brew"]);
    let uploaded = subject.upload(folder.path(), "coffee.txt", chunks, None, &db).await;
    let path = folder.path().join("coffee.txt");
    let promised = Uploaded { path: path.clone(), link: "link-1".to_owned(), bytes: 11 };
    same("upload(coffee.txt)", uploaded, Ok(promised))?;
    left(&folder, &["coffee.txt"]).await?;
    same("coffee.txt", text(&folder.read("coffee.txt")), text(b"grind, brew"))?;
    same("rows", db.rows(), vec![(path, "link-1".to_owned())])
}

/// The chunk that would go beyond the limit is not stored, and then neither is the rest.
async fn too_large_is_refused(subject: &dyn Upload, _trace: &Trace) -> Told {
    let mut sink = Vec::new();
    let total = subject
        .stream_to(client(&["grind, ", "brew"]), &mut sink, Some(10), Box::new(|_| ()))
        .await;
    same("stream_to(11 bytes, limit 10)", total, Err(UploadError::TooLarge { limit: 10 }))?;
    same("sink", text(&sink), text(b"grind, "))?;
    let (folder, db) = (Folder::new("too_large_is_refused")?, Rows::default());
    let chunks = client(&["grind, ", "brew"]);
    let uploaded = subject.upload(folder.path(), "coffee.txt", chunks, Some(10), &db).await;
    same("upload(11 bytes, limit 10)", uploaded, Err(UploadError::TooLarge { limit: 10 }))?;
    db.is_empty()?;
    left(&folder, &[]).await
}

/// The folder holds these files and no others. Cleaning up may have been handed to another
/// thread, so it gets a while, in ticks of real time.
pub async fn left(folder: &Folder, promised: &[&str]) -> Told {
    for _ in 0..40 {
        if folder.files() == promised {
            return Ok(());
        }
        let tick = task::spawn_blocking(|| Gate::new().wait_ticks(1));
        let _ = tick.await;
    }
    let files = folder.files();
    let extra = files.iter().find(|file| !promised.contains(&file.as_str()));
    unless(extra.is_none(), || {
        mistake("partial-stays").with("name", extra.cloned().unwrap_or_default())
    })?;
    same("files", files, promised.iter().map(|name| (*name).to_owned()).collect())
}

/// A client that sends these chunks and is done.
pub fn client(chunks: &[&'static str]) -> Chunks<'static> {
    let chunks: Vec<_> =
        chunks.iter().map(|chunk| Ok(Bytes::from_static(chunk.as_bytes()))).collect();
    stream::iter(chunks).boxed()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A folder of the check's own, empty at first, removed at the end.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(check: &str) -> Result<Folder, Mistake> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        let path = env::temp_dir().join(format!("upload-{check}-{}-{now}", process::id()));
        let made = fs::create_dir(&path).map_err(|error| error.kind());
        same("the folder of this check", made, Ok(()))?;
        Ok(Folder(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The names of all files, also of those in folders below, sorted.
    pub fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        let _ = collect(&self.0, &mut found);
        let names = found.iter().map(|path| path.strip_prefix(&self.0).unwrap_or(path));
        let mut names: Vec<_> = names.map(slashed).collect();
        names.sort();
        names
    }

    /// What the file holds; nothing when there is none.
    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join(name)).unwrap_or_default()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn slashed(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)?.flatten() {
        if entry.file_type()?.is_dir() {
            // Gone meanwhile, if it cannot be read: somebody is cleaning up.
            let _ = collect(&entry.path(), found);
        } else {
            found.push(entry.path());
        }
    }
    Ok(())
}

/// A database in memory. Its links are `link-1`, `link-2` and so on.
#[derive(Default)]
pub struct Rows {
    table: Mutex<Table>,
}

#[derive(Default)]
struct Table {
    links: usize,
    rows: Vec<(PathBuf, String)>,
}

impl Rows {
    pub fn rows(&self) -> Vec<(PathBuf, String)> {
        self.table().rows.clone()
    }

    /// No upload has succeeded, so nobody may have a link.
    pub fn is_empty(&self) -> Told {
        let row = self.rows().into_iter().next();
        unless(row.is_none(), || {
            mistake("row-early").with("link", row.map(|(_, link)| link).unwrap_or_default())
        })
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Links for Rows {
    fn new_link(&self) -> String {
        let mut table = self.table();
        table.links += 1;
        format!("link-{}", table.links)
    }

    fn insert<'a>(&'a self, path: &'a Path, link: &'a str) -> BoxFuture<'a, Result<(), String>> {
        Box::pin(future::lazy(|_| {
            self.table().rows.push((path.to_owned(), link.to_owned()));
            Ok(())
        }))
    }
}
