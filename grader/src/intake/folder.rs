//! A submission as a folder.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::{OsStr, OsString},
    io,
    rc::Rc,
};

use super::{
    CAPS, Module, Refusal, Submission,
    beneath::{Folder, Kind},
    places::{self, EXERCISES, Ground},
};
use crate::model::Finding;

/// Modules are found by the folder that they lie in, which stays open until they are read.
type Place = Ground<Rc<Folder>>;

/// What stops the taking in: the submission, or the machine.
enum Stopped {
    Refused(Refusal),
    Disk(io::Error),
}

pub(super) fn take(folder: Folder, exercises: &[&str]) -> io::Result<Result<Submission, Refusal>> {
    match read(folder, exercises) {
        Ok(submission) => Ok(Ok(submission)),
        Err(Stopped::Refused(why)) => Ok(Err(why)),
        Err(Stopped::Disk(why)) => Err(why),
    }
}

fn read(folder: Folder, exercises: &[&str]) -> Result<Submission, Stopped> {
    let folder = Rc::new(folder);
    let mut left = CAPS.entries;
    let names = names(&folder, &mut left)?;
    let itself = ground("", &folder, &names, exercises, &mut left)?;
    // Told even when nothing is found, as it may be the reason.
    let notes = itself.notes.clone();
    let mut grounds = vec![itself];
    if grounds[0].found.is_empty() {
        for name in names.iter().filter(|name| places::may_wrap(&name.to_string_lossy())) {
            if let Some(inner) = below(&folder, name)? {
                let names = self::names(&inner, &mut left)?;
                let name = name.to_string_lossy();
                grounds.push(ground(&name, &inner, &names, exercises, &mut left)?);
            }
        }
    }
    let chosen = places::choose(grounds).map_err(Stopped::Refused)?;
    let Some(ground) = chosen else { return Ok(Submission { notes, ..Submission::default() }) };
    Ok(modules(&ground, exercises))
}

/// Looks which modules a folder has, in it and in its folder of exercises.
fn ground(
    name: &str,
    folder: &Rc<Folder>,
    names: &BTreeSet<OsString>,
    exercises: &[&str],
    left: &mut usize,
) -> Result<Place, Stopped> {
    let mut ground = Ground { name: name.to_owned(), found: BTreeMap::new(), notes: Vec::new() };
    let inner = if names.contains(OsStr::new(EXERCISES)) {
        match folder.kind(OsStr::new(EXERCISES)) {
            Ok(Kind::Folder) => below(folder, OsStr::new(EXERCISES))?,
            Ok(Kind::Link) => {
                ground.notes.push(Finding::new("note-link").with("what", EXERCISES));
                None
            }
            _ => None,
        }
    } else {
        None
    };
    let inner = inner.map(|inner| Ok((self::names(&inner, left)?, inner))).transpose()?;
    for exercise in exercises {
        let [first, second] = places::paths(exercise);
        if names.contains(OsStr::new(&first)) {
            ground.found.insert(first.clone(), Rc::clone(folder));
        }
        if let Some((_, inner)) =
            inner.as_ref().filter(|(names, _)| names.contains(OsStr::new(&first)))
        {
            ground.found.insert(second, Rc::clone(inner));
        }
    }
    Ok(ground)
}

fn modules(ground: &Place, exercises: &[&str]) -> Submission {
    let mut submission = Submission { notes: ground.notes.clone(), ..Submission::default() };
    for exercise in exercises {
        let Some((path, note)) = places::taken(ground, exercise) else { continue };
        submission.notes.extend(note);
        let text = ground.found[&path].module(OsStr::new(&format!("{exercise}.rs")));
        submission.modules.insert((*exercise).to_owned(), Module { path, text });
    }
    submission
}

/// The names in a folder, as they are stored: a file system may find a file by another one.
fn names(folder: &Folder, left: &mut usize) -> Result<BTreeSet<OsString>, Stopped> {
    let names = folder.names(*left).map_err(Stopped::Disk)?;
    let names = names.ok_or_else(|| Stopped::Refused(Refusal::with("too-much", "entries")))?;
    *left -= names.len();
    Ok(names)
}

/// A folder in this one. One that may not be opened is none, like everything else that is none.
fn below(folder: &Folder, name: &OsStr) -> Result<Option<Rc<Folder>>, Stopped> {
    match folder.kind(name) {
        Ok(Kind::Folder) => {}
        _ => return Ok(None),
    }
    match folder.below(name) {
        Ok(inner) => Ok(Some(Rc::new(inner))),
        Err(why) if is_the_machines(&why) => Err(Stopped::Disk(why)),
        Err(_) => Ok(None),
    }
}

/// No submission can make the grader run out of files to open.
fn is_the_machines(why: &io::Error) -> bool {
    !matches!(
        why.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied | io::ErrorKind::NotADirectory
    )
}
