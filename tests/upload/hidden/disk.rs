//! What is on the disk and in the database: all of an upload, or nothing.

use std::{
    fs, io,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering::SeqCst},
    },
    time::Duration,
};

use contract::{
    bytes::Bytes,
    futures::future,
    kit::{
        Gate, Trace,
        files::{UploadError, Uploaded},
    },
    tokio::{self, time},
    upload::Upload,
};

use super::{
    super::public::{Folder, Rows, client, left, text},
    rig::{Db, broken, by_number, held, noise, same_bytes, sends, until},
};
use crate::host::check::{Mistake, Told, mistake, same, unless};

const FILM: &str = "film.mkv";

/// Three chunks, and the film that they are.
fn film(seed: u64) -> (Vec<Bytes>, Bytes) {
    let film = noise(seed, 30_000);
    let parts = vec![film.slice(..10_000), film.slice(10_000..20_000), film.slice(20_000..)];
    (parts, film)
}

fn bytes(ended: Result<Uploaded, UploadError>) -> Result<u64, UploadError> {
    ended.map(|uploaded| uploaded.bytes)
}

pub async fn not_visible_until_complete(subject: &dyn Upload, _trace: &Trace) -> Told {
    let (folder, db) = (Folder::new("not_visible_until_complete")?, Rows::default());
    let (reached, go) = (Gate::new(), Gate::new());
    let (parts, film) = film(1);
    let mut upload = subject.upload(folder.path(), FILM, held(&parts, &reached, &go), None, &db);
    until(&reached, &mut upload).await?;
    let seen = fs::metadata(folder.path().join(FILM)).map(|file| file.len());
    unless(seen.is_err(), || {
        let there = seen.unwrap_or_default();
        mistake("visible-early").with("name", FILM).with("there", there).with("whole", film.len())
    })?;
    go.open();
    same("upload(30000 bytes)", bytes(upload.await), Ok(30_000))?;
    same_bytes(FILM, &folder.read(FILM), &film)?;
    left(&folder, &[FILM]).await
}

pub async fn row_after_file(subject: &dyn Upload, _trace: &Trace) -> Told {
    let folder = Folder::new("row_after_file")?;
    let seen = Arc::new(Mutex::new(None));
    let db = Db::new({
        let seen = Arc::clone(&seen);
        move |path: &Path| {
            if let Ok(mut seen) = seen.lock() {
                *seen = Some((path.to_owned(), fs::read(path).unwrap_or_default()));
            }
            future::ready(Ok(()))
        }
    });
    let (parts, film) = film(2);
    let ended = subject.upload(folder.path(), FILM, sends(&parts), None, &db).await;
    let seen = seen.lock().ok().and_then(|mut seen| seen.take());
    let Some((path, there)) = seen else {
        return same("rows inserted", 0, 1);
    };
    same("path of the row", path, folder.path().join(FILM))?;
    unless(there == film, || mistake("row-early").with("link", "link-1"))?;
    same("upload(30000 bytes)", bytes(ended), Ok(30_000))
}

pub async fn db_error_removes_file(subject: &dyn Upload, _trace: &Trace) -> Told {
    let folder = Folder::new("db_error_removes_file")?;
    let db = Db::new(|_: &Path| future::ready(Err("the table is locked".to_owned())));
    let ended = subject.upload(folder.path(), FILM, sends(&film(3).0), None, &db).await;
    let promised = Err(UploadError::Db("the table is locked".to_owned()));
    same("upload(database fails)", bytes(ended), promised)?;
    left(&folder, &[]).await
}

pub async fn client_error_leaves_nothing(subject: &dyn Upload, _trace: &Trace) -> Told {
    let folder = Folder::new("client_error_leaves_nothing")?;
    let db = Db::new(|_: &Path| future::ready(Ok(())));
    let (parts, _) = film(4);
    let chunks = broken(&parts, io::ErrorKind::ConnectionReset);
    let ended = subject.upload(folder.path(), FILM, chunks, None, &db).await;
    db.is_empty()?;
    let promised = Err(UploadError::Client(io::ErrorKind::ConnectionReset));
    same("upload(client fails)", bytes(ended), promised)?;
    left(&folder, &[]).await?;
    let ended = subject.upload(folder.path(), FILM, sends(&parts), Some(25_000), &db).await;
    let promised = Err(UploadError::TooLarge { limit: 25_000 });
    same("upload(30000 bytes, limit 25000)", bytes(ended), promised)?;
    db.is_empty()?;
    left(&folder, &[]).await
}

/// Dropped while it waits for the client, and again while it waits for the database.
pub async fn dropped_upload_leaves_nothing(subject: &dyn Upload, _trace: &Trace) -> Told {
    let folder = Folder::new("dropped_upload_leaves_nothing")?;
    let (reached, inserting, never) = (Gate::new(), Gate::new(), Gate::new());
    let (parts, _) = film(5);
    let db = Db::new(|_: &Path| future::ready(Ok(())));
    let chunks = held(&parts, &reached, &never);
    let mut upload = subject.upload(folder.path(), FILM, chunks, None, &db);
    until(&reached, &mut upload).await?;
    drop(upload);
    db.is_empty()?;
    left(&folder, &[]).await?;
    let db = Db::new(waiting(&inserting, &never));
    let mut upload = subject.upload(folder.path(), FILM, sends(&parts), None, &db);
    until(&inserting, &mut upload).await?;
    drop(upload);
    db.is_empty()?;
    left(&folder, &[]).await
}

/// An insert that tells that it has begun, and goes on when the gate is open.
fn waiting(
    begun: &Gate,
    go: &Gate,
) -> impl Fn(&Path) -> future::BoxFuture<'static, Result<(), String>> + Send + Sync + use<> {
    let (begun, go) = (begun.clone(), go.clone());
    move |_| {
        let (begun, go) = (begun.clone(), go.clone());
        Box::pin(async move {
            begun.open();
            go.passed().await;
            Ok(())
        })
    }
}

pub async fn replace_only_on_success(subject: &dyn Upload, _trace: &Trace) -> Told {
    let folder = Folder::new("replace_only_on_success")?;
    let old = fs::write(folder.path().join(FILM), "the old film").map_err(|why| why.kind());
    same("the old film", old, Ok(()))?;
    let (parts, film) = film(6);
    let db = Rows::default();
    let chunks = broken(&parts, io::ErrorKind::ConnectionReset);
    let ended = subject.upload(folder.path(), FILM, chunks, None, &db).await;
    let promised = Err(UploadError::Client(io::ErrorKind::ConnectionReset));
    same("upload(client fails)", bytes(ended), promised)?;
    old_film_is_there(&folder, "Client").await?;
    let full = Db::new(|_: &Path| future::ready(Err("no".to_owned())));
    let ended = subject.upload(folder.path(), FILM, sends(&parts), None, &full).await;
    same("upload(database fails)", bytes(ended), Err(UploadError::Db("no".to_owned())))?;
    old_film_is_there(&folder, "Db").await?;
    let (inserting, never) = (Gate::new(), Gate::new());
    let stuck = Db::new(waiting(&inserting, &never));
    let mut upload = subject.upload(folder.path(), FILM, sends(&parts), None, &stuck);
    until(&inserting, &mut upload).await?;
    drop(upload);
    old_film_is_there(&folder, "drop").await?;
    let ended = subject.upload(folder.path(), FILM, sends(&parts), None, &db).await;
    same("upload(30000 bytes)", bytes(ended), Ok(30_000))?;
    same_bytes(FILM, &folder.read(FILM), &film)?;
    left(&folder, &[FILM]).await
}

/// After a failure the folder is as it was.
async fn old_film_is_there(folder: &Folder, after: &str) -> Told {
    let tidy = left(folder, &[FILM]).await;
    let there = folder.read(FILM);
    unless(there == b"the old film", || {
        let lost = mistake("old-lost").with("name", FILM).with("after", after);
        lost.with("there", there.len())
    })?;
    tidy
}

pub async fn bad_names(subject: &dyn Upload, _trace: &Trace) -> Told {
    let house = Folder::new("bad_names")?;
    let folder = house.path().join("uploads");
    same("the folder", fs::create_dir(&folder).map_err(|why| why.kind()), Ok(()))?;
    let absolute = house.path().join("absolute").to_string_lossy().into_owned();
    let names = ["../x", &absolute, "a/b", "a\\b", "nul\0", "..", ".", ""];
    for name in names {
        refused(subject, &folder, name).await?;
        same("files", house.files(), vec![])?;
    }
    // Dots and spaces are no crime.
    for name in ["..film..mkv", "40 GB.mkv"] {
        let db = Rows::default();
        let ended = subject.upload(&folder, name, client(&["grind"]), None, &db).await;
        same(&format!("upload({name:?})"), bytes(ended), Ok(5))?;
    }
    left(&house, &["uploads/..film..mkv", "uploads/40 GB.mkv"]).await
}

async fn refused(subject: &dyn Upload, folder: &Path, name: &str) -> Told {
    let polls = Arc::new(AtomicU64::new(0));
    let asked = Arc::clone(&polls);
    let chunks = by_number(move |number| {
        asked.fetch_add(1, SeqCst);
        future::ready((number == 0).then(|| Ok(Bytes::from_static(b"grind"))))
    });
    let db = Rows::default();
    let ended = subject.upload(folder, name, chunks, None, &db).await;
    unless(ended == Err(UploadError::BadName), || {
        let name = name.escape_debug().to_string();
        mistake("bad-name").with("name", name).with("seen", format!("{:?}", bytes(ended)))
    })?;
    same("polls of the stream", polls.load(SeqCst), 0)?;
    same("rows", db.rows(), vec![])
}

pub async fn two_users_interleave(subject: &dyn Upload, _trace: &Trace) -> Told {
    let (folder, db) = (Folder::new("two_users_interleave")?, Rows::default());
    let (slow, fast) = (film(7), film(8));
    for (first, second) in [("slow.mkv", "fast.mkv"), (FILM, FILM)] {
        let (reached, go) = (Gate::new(), Gate::new());
        let chunks = held(&slow.0, &reached, &go);
        let mut waits = subject.upload(folder.path(), first, chunks, None, &db);
        until(&reached, &mut waits).await?;
        let quick = subject.upload(folder.path(), second, sends(&fast.0), None, &db);
        let beside = async {
            tokio::select! { ended = quick => Some(ended), _ = &mut waits => None }
        };
        let ended = time::timeout(Duration::from_mins(1), beside).await;
        let ended = ended.ok().flatten().ok_or_else(|| mistake("users-queue"))?;
        whole(&folder, second, ended, &fast.1)?;
        go.open();
        whole(&folder, first, waits.await, &slow.1)?;
    }
    left(&folder, &["fast.mkv", FILM, "slow.mkv"]).await?;
    same("rows", db.rows().len(), 4)
}

/// Of two uploads at once each stores its own film.
fn whole(
    folder: &Folder,
    name: &str,
    ended: Result<Uploaded, UploadError>,
    film: &[u8],
) -> Result<(), Mistake> {
    let there = folder.read(name);
    unless(ended.is_ok() && there == film, || {
        let seen = format!("{:?}", bytes(ended));
        mistake("shared-draft").with("name", name).with("seen", seen).with("there", there.len())
    })
}

pub async fn links_unique_passed_through(subject: &dyn Upload, _trace: &Trace) -> Told {
    let (folder, db) = (Folder::new("links_unique_passed_through")?, Rows::default());
    let mut promised = Vec::new();
    for (name, link) in [("a.txt", "link-1"), ("b.txt", "link-2"), ("c.txt", "link-3")] {
        let path = folder.path().join(name);
        let ended = subject.upload(folder.path(), name, client(&["grind"]), None, &db).await;
        let uploaded = Uploaded { path: path.clone(), link: link.to_owned(), bytes: 5 };
        same(&format!("upload({name})"), ended, Ok(uploaded))?;
        promised.push((path, link.to_owned()));
    }
    same("rows", db.rows(), promised)?;
    same("b.txt", text(&folder.read("b.txt")), text(b"grind"))
}
