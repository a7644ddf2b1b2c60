//! Bringing a newer pack into an unpacked one. What is the course's own is replaced; a module
//! that somebody has worked on is never touched; whatever else was changed by hand is put aside
//! before it is replaced.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::{
    CAPS, PackError, disk,
    listing::{self, Listing},
    student::read_archive,
};
use crate::{
    archive::{self, ArchiveError, Files, Kind},
    cache,
    course::Paths,
};

/// Something that an update did, or left alone on purpose.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    pub done: Done,
    /// The path in the course.
    pub path: String,
    /// Where a copy of what stood there lies, when a hand had changed it.
    pub backup: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Done {
    Added,
    Changed,
    Removed,
    /// A module that was worked on.
    Kept,
}

/// Updates the course from the pack; tells what changed, in the order of what was done to it.
pub fn update(paths: &Paths, pack: &Path) -> Result<Vec<Change>, PackError> {
    let none = || PackError::NoPack(paths.root.clone());
    let before = Listing::read(&paths.root).ok_or_else(none)?;
    let files = taken(pack)?;
    let mut update = Update { paths, before, aside: None, changes: Vec::new() };
    // The stubs come after the modules, which are known by them, and the list comes last: an
    // update that was interrupted is simply done again.
    let is_stub = |path: &str| path.ends_with("/stub.rs");
    for (path, bytes) in files.iter().filter(|(path, _)| !is_stub(path) && *path != listing::PATH) {
        update.bring(path, bytes)?;
    }
    for path in update.before.files.keys().cloned().collect::<Vec<_>>() {
        if !files.contains_key(&path) {
            update.remove(&path)?;
        }
    }
    for (path, bytes) in files.iter().filter(|(path, _)| is_stub(path)) {
        update.bring(path, bytes)?;
    }
    let list = paths.root.join(listing::PATH);
    cache::write_whole(&list, &files[listing::PATH]).map_err(|why| disk(&list, why))?;
    update.changes.sort();
    Ok(update.changes)
}

struct Update<'a> {
    paths: &'a Paths,
    before: Listing,
    /// The folder for what is put aside, once there is something.
    aside: Option<PathBuf>,
    changes: Vec<Change>,
}

impl Update<'_> {
    fn bring(&mut self, path: &str, bytes: &[u8]) -> Result<(), PackError> {
        let place = self.paths.root.join(path);
        let now = there(&place)?;
        if now.as_deref() == Some(bytes) {
            return Ok(());
        }
        let Some(now) = now else {
            cache::write_whole(&place, bytes).map_err(|why| disk(&place, why))?;
            self.did(Done::Added, path, None);
            return Ok(());
        };
        if self.is_worked_on(path, &now) {
            self.did(Done::Kept, path, None);
            return Ok(());
        }
        let backup = self.put_aside(path, &now)?;
        cache::write_whole(&place, bytes).map_err(|why| disk(&place, why))?;
        self.did(Done::Changed, path, backup);
        Ok(())
    }

    fn remove(&mut self, path: &str) -> Result<(), PackError> {
        // The list lies on a student's disk, where anybody may have written anything into it.
        if archive::check_name(path).is_err() {
            return Ok(());
        }
        let place = self.paths.root.join(path);
        let Some(now) = there(&place)? else { return Ok(()) };
        if self.is_worked_on(path, &now) {
            self.did(Done::Kept, path, None);
            return Ok(());
        }
        let backup = self.put_aside(path, &now)?;
        fs::remove_file(&place).map_err(|why| disk(&place, why))?;
        // Folders that are empty now go too; one that is not empty stays by itself.
        let above = place.ancestors().skip(1).take_while(|folder| *folder != self.paths.root);
        let _ = above.map(fs::remove_dir).take_while(Result::is_ok).count();
        self.did(Done::Removed, path, backup);
        Ok(())
    }

    fn did(&mut self, done: Done, path: &str, backup: Option<PathBuf>) {
        self.changes.push(Change { done, path: path.to_owned(), backup });
    }

    /// Whether this is an exercise's module and no longer its stub.
    fn is_worked_on(&self, path: &str, now: &[u8]) -> bool {
        let Some(name) = exercise_of(path) else { return false };
        fs::read(self.paths.pristine(name)).map_or(true, |stub| stub != now)
    }

    /// Copies what a hand has changed; what is as it was handed out is no loss.
    fn put_aside(&mut self, path: &str, now: &[u8]) -> Result<Option<PathBuf>, PackError> {
        if exercise_of(path).is_some() || self.before.files.get(path) == Some(&listing::hash(now)) {
            return Ok(None);
        }
        let folder =
            self.aside.get_or_insert_with(|| free_folder(&self.paths.kept().join("backup")));
        let backup = folder.join(path);
        cache::write_whole(&backup, now).map_err(|why| disk(&backup, why))?;
        Ok(Some(backup))
    }
}

/// The exercise whose module lies at this path.
fn exercise_of(path: &str) -> Option<&str> {
    let name = path.strip_prefix("exercises/")?.strip_suffix(".rs")?;
    (name != "lib").then_some(name)
}

/// What stands at this place, if something does.
fn there(place: &Path) -> Result<Option<Vec<u8>>, PackError> {
    match fs::read(place) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(why) => Err(disk(place, why)),
    }
}

fn free_folder(backup: &Path) -> PathBuf {
    let folders = (1..).map(|number| backup.join(format!("update-{number}")));
    folders.into_iter().find(|folder| !folder.exists()).unwrap_or_else(|| backup.to_owned())
}

/// The files of the pack, each as its list says.
fn taken(pack: &Path) -> Result<Files, PackError> {
    let refused = |why| PackError::Archive { path: pack.to_owned(), why };
    let files = match Kind::of(pack) {
        Some(kind) => read_archive(kind, pack)?,
        None => listed(pack)?,
    };
    let list = files.get(listing::PATH).and_then(|text| Listing::parse(text));
    let list = list.ok_or_else(|| PackError::NoPack(pack.to_owned()))?;
    for (path, bytes) in files.iter().filter(|(path, _)| *path != listing::PATH) {
        archive::check_name(path).map_err(refused)?;
        if is_not_the_courses(path) {
            return Err(refused(ArchiveError::Name(path.clone())));
        }
        if list.files.get(path) != Some(&listing::hash(bytes)) {
            return Err(refused(ArchiveError::Damaged(path.clone())));
        }
    }
    match list.files.keys().find(|path| !files.contains_key(*path)) {
        Some(missing) => Err(refused(ArchiveError::Damaged(missing.clone()))),
        None => Ok(files),
    }
}

/// What a pack never holds: the student's own history and progress, and what was built.
fn is_not_the_courses(path: &str) -> bool {
    const OTHERS: [&str; 3] = [".git", ".dojo", "target"];
    OTHERS.contains(&path.split('/').next().unwrap_or_default())
}

/// The listed files of a folder, and nothing that lies beside them. No link is followed.
fn listed(folder: &Path) -> Result<Files, PackError> {
    let refused = |why| PackError::Archive { path: folder.to_owned(), why };
    let list = Listing::read(folder).ok_or_else(|| PackError::NoPack(folder.to_owned()))?;
    let paths: BTreeSet<&str> =
        list.files.keys().map(String::as_str).chain([listing::PATH]).collect();
    if paths.len() > CAPS.entries {
        return Err(refused(ArchiveError::TooMuch("entries")));
    }
    let mut files = Files::new();
    for path in paths {
        archive::check_name(path).map_err(refused)?;
        let mut place = folder.to_owned();
        for part in path.split('/') {
            place.push(part);
            let found = fs::symlink_metadata(&place).map_err(|why| disk(&place, why))?;
            if !found.is_file() && !found.is_dir() {
                return Err(refused(ArchiveError::Special(path.to_owned())));
            }
            if found.len() > CAPS.file {
                return Err(refused(ArchiveError::TooMuch("bytes")));
            }
        }
        files.insert(path.to_owned(), fs::read(&place).map_err(|why| disk(&place, why))?);
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(files: &[(&str, &str)]) -> Files {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).into()));
        let mut files: Files = files.collect();
        let list = Listing::of("key".to_owned(), &files);
        files.insert(listing::PATH.to_owned(), list.text());
        files
    }

    fn old() -> Files {
        pack(&[
            ("exercises/a.rs", "stub a"),
            ("exercises/b.rs", "stub b"),
            ("exercises/gone.rs", "stub gone"),
            ("exercises/lib.rs", "mod a;"),
            ("tests/a/stub.rs", "stub a"),
            ("tests/b/stub.rs", "stub b"),
            ("tests/gone/stub.rs", "stub gone"),
            ("tests/a/public.rs", "old checks"),
            ("README.md", "old"),
        ])
    }

    fn new() -> Files {
        pack(&[
            ("exercises/a.rs", "new stub a"),
            ("exercises/b.rs", "new stub b"),
            ("exercises/c.rs", "stub c"),
            ("exercises/lib.rs", "mod a; mod c;"),
            ("tests/a/stub.rs", "new stub a"),
            ("tests/b/stub.rs", "new stub b"),
            ("tests/c/stub.rs", "stub c"),
            ("tests/a/public.rs", "new checks"),
            ("README.md", "new"),
        ])
    }

    fn lay_out(folder: &Path, files: &Files) {
        for (path, bytes) in files {
            cache::write_whole(&folder.join(path), bytes).unwrap();
        }
    }

    fn student() -> (tempfile::TempDir, Paths) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("course");
        lay_out(&root, &old());
        fs::write(root.join("exercises/a.rs"), "my work").unwrap();
        fs::write(root.join("README.md"), "my notes").unwrap();
        fs::write(root.join("exercises/own.rs"), "my own").unwrap();
        let paths = Paths { built: root.join("target/dojo"), root };
        (folder, paths)
    }

    fn check(paths: &Paths, changes: &[Change]) {
        let told: Vec<_> =
            changes.iter().map(|change| (change.done, change.path.as_str())).collect();
        assert_eq!(
            told,
            [
                (Done::Added, "exercises/c.rs"),
                (Done::Added, "tests/c/stub.rs"),
                (Done::Changed, "README.md"),
                (Done::Changed, "exercises/b.rs"),
                (Done::Changed, "exercises/lib.rs"),
                (Done::Changed, "tests/a/public.rs"),
                (Done::Changed, "tests/a/stub.rs"),
                (Done::Changed, "tests/b/stub.rs"),
                (Done::Removed, "exercises/gone.rs"),
                (Done::Removed, "tests/gone/stub.rs"),
                (Done::Kept, "exercises/a.rs"),
            ]
        );
        let read = |path: &str| fs::read_to_string(paths.root.join(path)).unwrap();
        assert_eq!(read("exercises/a.rs"), "my work");
        assert_eq!(read("exercises/own.rs"), "my own");
        assert_eq!(read("exercises/b.rs"), "new stub b");
        assert_eq!(read(".dojo/backup/update-1/README.md"), "my notes");
        assert!(!paths.root.join("tests/gone").exists());
    }

    #[test]
    fn a_module_that_was_worked_on_is_kept_and_all_the_rest_is_new() {
        let (folder, paths) = student();
        let pack = folder.path().join("new");
        lay_out(&pack, &new());
        check(&paths, &update(&paths, &pack).unwrap());
        let again = update(&paths, &pack).unwrap();
        let kept = Change { done: Done::Kept, path: "exercises/a.rs".to_owned(), backup: None };
        assert_eq!(again, [kept]);
    }

    #[test]
    fn an_archive_does_the_same_as_a_folder() {
        for kind in [Kind::Zip, Kind::TarGz] {
            let (folder, paths) = student();
            let name = if kind == Kind::Zip { "new.zip" } else { "new.tar.gz" };
            let pack = folder.path().join(name);
            let below = new().into_iter().map(|(path, bytes)| (format!("dojo/{path}"), bytes));
            fs::write(&pack, archive::write(kind, &below.collect()).unwrap()).unwrap();
            check(&paths, &update(&paths, &pack).unwrap());
        }
    }

    #[test]
    fn what_is_no_whole_pack_changes_nothing() {
        let (folder, paths) = student();
        let pack = folder.path().join("new.zip");
        let mut more = new();
        more.insert("exercises/more.rs".to_owned(), b"not on the list".to_vec());
        let mut less = new();
        less.remove("README.md");
        let mut other = new();
        other.insert("README.md".to_owned(), b"another".to_vec());
        let history = pack_of_history();
        let mut unlisted = new();
        unlisted.remove(listing::PATH);
        for files in [more, less, other, history, unlisted] {
            fs::write(&pack, archive::write(Kind::Zip, &files).unwrap()).unwrap();
            update(&paths, &pack).unwrap_err();
        }
        assert_eq!(fs::read_to_string(paths.root.join("tests/a/public.rs")).unwrap(), "old checks");
    }

    fn pack_of_history() -> Files {
        pack(&[(".git/hooks/pre-commit", "#!/bin/sh")])
    }

    #[cfg(unix)]
    #[test]
    fn no_link_in_a_folder_is_followed() {
        let (folder, paths) = student();
        let pack = folder.path().join("new");
        lay_out(&pack, &new());
        fs::remove_file(pack.join("README.md")).unwrap();
        std::os::unix::fs::symlink("/etc/passwd", pack.join("README.md")).unwrap();
        let refused = update(&paths, &pack);
        assert!(matches!(refused, Err(PackError::Archive { why: ArchiveError::Special(_), .. })));
    }
}
