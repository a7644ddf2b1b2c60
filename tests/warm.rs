//! Generic code of the libraries that nearly every submission uses, instantiated once. A shared
//! library offers its instances to whoever links to it, so what stands here is not compiled again
//! at every save of a student. It is never called, and it solves nothing.

use std::{
    any::Any,
    collections::HashMap,
    io,
    panic::AssertUnwindSafe,
    path::PathBuf,
    pin::Pin,
    sync::{Arc, Mutex},
    thread,
    time::Duration,
};

use bytes::Bytes;
use futures::{
    FutureExt, Stream, StreamExt, future,
    stream::{self, FuturesUnordered},
};
use tokio::{
    fs,
    io::{AsyncWrite, AsyncWriteExt},
    runtime::{self, Handle, Runtime},
    sync::{mpsc, oneshot, watch},
    task::{AbortHandle, Id, JoinError, JoinHandle, JoinSet},
    time,
};

/// A job as most contracts hand them to a submission.
pub type Job<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Refers to every instance, so that each is made.
pub fn instances() -> Vec<Job<()>> {
    vec![
        Box::pin(of::<()>(job)),
        Box::pin(of::<u32>(job)),
        Box::pin(of::<Result<u32, String>>(job)),
        Box::pin(of::<String>(job)),
        Box::pin(files(PathBuf::new())),
        Box::pin(async { drop(loops()) }),
    ]
}

/// A job that is never done.
pub fn job<T: Send + 'static>() -> Job<T> {
    Box::pin(future::pending())
}

/// What jobs with an output of this type commonly go through.
pub async fn of<T: Send + 'static>(job: fn() -> Job<T>) {
    sets(job).await;
    handles(job).await;
    channels(job).await;
    streams(job).await;
    collections(job().await);
}

async fn sets<T: Send + 'static>(job: fn() -> Job<T>) {
    let mut set: JoinSet<T> = JoinSet::new();
    let handle: AbortHandle = set.spawn(job());
    handle.abort();
    let places: HashMap<Id, usize> = HashMap::from([(handle.id(), set.len())]);
    let ended = set.join_next_with_id().await;
    drop(ended.map(|ended| ended.map_err(payload)));
    drop(set.join_next().await);
    assert!(places.contains_key(&handle.id()));
    set.abort_all();
    set.detach_all();
}

async fn handles<T: Send + 'static>(job: fn() -> Job<T>) {
    let mut handle: JoinHandle<T> = tokio::spawn(job());
    drop(time::timeout(Duration::ZERO, &mut handle).await);
    drop(time::timeout_at(time::Instant::now(), job()).await);
    time::sleep(Duration::ZERO).await;
    handle.abort();
    drop((handle.is_finished(), handle.abort_handle()));
    drop(handle.await.map_err(payload));
}

async fn channels<T: Send + 'static>(job: fn() -> Job<T>) {
    let (one, other) = oneshot::channel::<T>();
    drop(one.send(job().await));
    drop(other.await);
    let (sender, mut receiver) = mpsc::channel::<(usize, T)>(1);
    drop(sender.send((0, job().await)).await);
    drop(receiver.recv().await);
    let (sender, mut receiver) = mpsc::unbounded_channel::<T>();
    drop(sender.send(job().await));
    drop(receiver.recv().await);
    let (sender, mut receiver) = watch::channel(0_usize);
    sender.send_replace(1);
    drop(receiver.changed().await);
}

async fn streams<T: Send + 'static>(job: fn() -> Job<T>) {
    let mut unordered: FuturesUnordered<Job<T>> = [job()].into_iter().collect();
    drop(unordered.next().await);
    drop(future::join_all([job()]).await);
    drop(future::select_all([job()]).await);
    drop(AssertUnwindSafe(job()).catch_unwind().await);
    let (job, abort) = future::abortable(AssertUnwindSafe(job()).catch_unwind());
    abort.abort();
    drop(job.await);
}

/// A loop in a thread of its own, and what is sent to it.
fn loops() -> io::Result<()> {
    type Callback = Box<dyn FnOnce() + Send>;
    let runtime: Runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    let handle: Handle = runtime.handle().clone();
    let (sender, mut receiver) = mpsc::unbounded_channel::<Callback>();
    let callback: Callback = Box::new(|| {});
    let thread: thread::JoinHandle<()> = thread::spawn(callback);
    drop((thread.thread().id(), thread.join()));
    drop(sender.send(Box::new(|| {})));
    drop(receiver.try_recv().map(|callback| std::panic::catch_unwind(AssertUnwindSafe(callback))));
    drop(handle.spawn(job::<()>()));
    runtime.block_on(job::<()>());
    Ok(())
}

/// What an upload goes through: chunks from a stream, a sink behind a trait object, a file.
async fn files(path: PathBuf) {
    type Chunks<'a> = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send + 'a>>;
    let mut chunks: Chunks = Box::pin(stream::empty());
    let (mut sink, mut file) = (Vec::new(), fs::File::create(&path).await);
    while let Some(Ok(chunk)) = chunks.next().await {
        let target: &mut (dyn AsyncWrite + Send + Unpin) = &mut sink;
        drop(AsyncWriteExt::write_all(target, &chunk).await);
        if let Ok(file) = &mut file {
            drop(file.write_all(&chunk).await);
            drop(file.flush().await);
            drop(file.sync_all().await);
        }
    }
    drop(fs::rename(&path, &path).await);
    drop(fs::remove_file(&path).await);
    drop(fs::create_dir_all(path.join("name")).await);
}

fn collections<T>(value: T) {
    let many: Vec<Option<T>> = vec![Some(value)];
    let shared = Arc::new(Mutex::new(many));
    if let Ok(mut many) = shared.lock() {
        many.push(None);
        drop(many.iter_mut().filter_map(Option::take).collect::<Vec<T>>());
        drop(std::mem::take(&mut *many).into_iter().flatten().collect::<Vec<T>>());
    }
}

fn payload(failure: JoinError) -> String {
    let payload: Box<dyn Any + Send> = failure.into_panic();
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(other) => other.downcast_ref::<&str>().map_or_else(String::new, ToString::to_string),
    }
}
