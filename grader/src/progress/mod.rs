//! Progress on disk: one small file in the course, changed by one writer at a time and written
//! whole or not at all. What it means is the model's matter.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use crate::{cache, course::Paths, model::Progress};

/// Where it lies; a student who moves the course moves it along.
fn file(paths: &Paths) -> PathBuf {
    paths.kept().join("progress.json")
}

/// What is remembered. A file that cannot be understood is kept beside and begun anew.
pub fn read(paths: &Paths) -> Progress {
    let file = file(paths);
    let Ok(text) = fs::read(&file) else { return Progress::default() };
    serde_json::from_slice(&text).unwrap_or_else(|_| {
        let _ = fs::rename(&file, file.with_extension("damaged.json"));
        Progress::default()
    })
}

/// Changes what is remembered. Another grader waits meanwhile, so that no change is lost.
pub fn change<T>(paths: &Paths, change: impl FnOnce(&mut Progress) -> T) -> io::Result<T> {
    let lock = lock(&paths.kept())?;
    let before = read(paths);
    let mut progress = before.clone();
    let answer = change(&mut progress);
    if progress != before {
        let text = serde_json::to_vec_pretty(&progress)?;
        cache::write_whole(&file(paths), &text)?;
    }
    drop(lock);
    Ok(answer)
}

fn lock(folder: &Path) -> io::Result<File> {
    fs::create_dir_all(folder)?;
    // Nothing in here belongs into anybody's repository.
    let ignore = folder.join(".gitignore");
    if !ignore.exists() {
        fs::write(&ignore, "*\n")?;
    }
    let file = File::create(folder.join("lock"))?;
    file.lock()?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(root: &Path) -> Paths {
        Paths { root: root.to_owned(), built: root.join("target/dojo") }
    }

    #[test]
    fn a_change_is_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let paths = paths(folder.path());
        change(&paths, |progress| progress.track_mut("gather").hints = 2).unwrap();
        assert_eq!(read(&paths).track("gather").hints, 2);
    }

    #[test]
    fn changes_at_the_same_time_are_all_remembered() {
        let folder = tempfile::tempdir().unwrap();
        let paths = paths(folder.path());
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    change(&paths, |progress| progress.track_mut("a").hints += 1).unwrap();
                });
            }
        });
        assert_eq!(read(&paths).track("a").hints, 8);
    }

    #[test]
    fn a_damaged_file_is_kept_beside() {
        let folder = tempfile::tempdir().unwrap();
        let paths = paths(folder.path());
        fs::create_dir_all(paths.kept()).unwrap();
        fs::write(file(&paths), "{").unwrap();
        assert_eq!(read(&paths), Progress::default());
        assert!(paths.kept().join("progress.damaged.json").exists());
    }
}
