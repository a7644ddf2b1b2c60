//! Saves: which modules say something else than before. The system tells that something happened
//! in the folder; what it was is found by reading, so that editors may save as they like.

use std::{
    collections::HashMap,
    fs,
    path::PathBuf,
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::{Duration, Instant},
};

use notify::{
    EventKind, RecommendedWatcher, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode},
};

use crate::{
    cache,
    course::Paths,
    watch::event::{Event, Notice},
};

/// An editor is done with a save when it was quiet for so long, or this is over.
const QUIET: Duration = Duration::from_millis(4);
const LONGEST: Duration = Duration::from_millis(15);
/// How often a folder is looked at that tells nothing.
const POLLED: Duration = Duration::from_millis(250);
/// Even a folder that tells of its changes is looked at so often: some network drives tell of a
/// part of them only.
const DOUBTED: Duration = Duration::from_secs(2);
/// A module may be gone or empty for a moment while it is saved.
const MOMENT: Duration = Duration::from_millis(60);

/// The modules and what they said when they were last looked at.
pub struct Modules {
    folder: PathBuf,
    names: Vec<String>,
    known: HashMap<String, String>,
}

impl Modules {
    pub fn new(paths: &Paths, names: Vec<String>) -> Modules {
        let mut modules = Modules { folder: paths.exercises(), names, known: HashMap::new() };
        modules.known = modules.now();
        modules
    }

    /// What each module said, by hash.
    pub fn sources(&self) -> HashMap<String, String> {
        self.known.clone()
    }

    fn now(&self) -> HashMap<String, String> {
        let hash = |name: &String| {
            let path = self.folder.join(format!("{name}.rs"));
            // A pipe or a device in the place of a module is told by the grader, not waited for.
            let is_file = fs::metadata(&path).is_ok_and(|found| found.is_file());
            let text = is_file.then(|| fs::read(&path).ok()).flatten()?;
            Some((name.clone(), (!text.is_empty()).then(|| cache::key([text.as_slice()]))?))
        };
        self.names.iter().filter_map(hash).collect()
    }

    /// The modules that say something else now, each with its hash.
    fn changed(&mut self) -> Vec<(String, Option<String>)> {
        let mut now = self.now();
        if self.known.keys().any(|name| !now.contains_key(name)) {
            thread::sleep(MOMENT);
            now = self.now();
        }
        let differs = |name: &&String| self.known.get(*name) != now.get(*name);
        let changed = self.names.iter().filter(differs);
        let changed = changed.map(|name| (name.clone(), now.get(name).cloned())).collect();
        self.known = now;
        changed
    }
}

/// Files that are being watched until this is dropped.
pub struct Watched {
    _watcher: Option<RecommendedWatcher>,
    /// What the student should know about it.
    pub notice: Option<Notice>,
}

/// Tells every save.
pub fn watch(modules: Modules, poll: bool, tell: mpsc::Sender<Event>) -> Watched {
    let (stir, stirred) = mpsc::channel();
    let started = if poll { Ok(None) } else { start(&modules, stir.clone()).map(Some) };
    let (watcher, notice) = match started {
        Ok(watcher) => (watcher, None),
        Err(why) => (None, Some(Notice::new("watch-polling", why.to_string()))),
    };
    let every = if watcher.is_some() { DOUBTED } else { POLLED };
    // Without a watcher nothing stirs, but the thread must not take that for the end.
    let kept = watcher.is_none().then_some(stir);
    thread::spawn(move || {
        let _kept = kept;
        look(modules, every, &stirred, &tell);
    });
    Watched { _watcher: watcher, notice }
}

/// The folder is watched and not its files: a file that is saved by renaming is another one.
fn start(modules: &Modules, stir: mpsc::Sender<()>) -> notify::Result<RecommendedWatcher> {
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.as_ref().map_or(true, |event| may_be_a_save(event.kind)) {
            let _ = stir.send(());
        }
    })?;
    watcher.watch(&modules.folder, RecursiveMode::NonRecursive)?;
    Ok(watcher)
}

/// Reading the modules is an event as well; it must not lead to reading them again.
fn may_be_a_save(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(how) => how == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

fn look(
    mut modules: Modules,
    every: Duration,
    stirred: &mpsc::Receiver<()>,
    tell: &mpsc::Sender<Event>,
) {
    loop {
        match stirred.recv_timeout(every) {
            Ok(()) => settle(stirred),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        for (exercise, source) in modules.changed() {
            if tell.send(Event::Saved { exercise, source }).is_err() {
                return;
            }
        }
    }
}

/// Waits until an editor is done with what it is doing.
fn settle(stirred: &mpsc::Receiver<()>) {
    let begin = Instant::now();
    while begin.elapsed() < LONGEST && stirred.recv_timeout(QUIET).is_ok() {}
}
