//! A submission as an archive.

use std::collections::BTreeMap;

use super::{
    CAPS, Module, Refusal, Submission,
    places::{self, EXERCISES, Ground},
};
use crate::{
    archive::{self, ArchiveError, Found, Kind},
    course::{self, ModuleError},
    model::Finding,
};

pub(super) fn take(bytes: &[u8], exercises: &[&str]) -> Result<Submission, Refusal> {
    let kind = Kind::of_bytes(bytes).ok_or_else(|| Refusal::new("kind"))?;
    let wanted = |path: &str| place(path, exercises).is_some();
    let picked = archive::pick(kind, bytes, &CAPS, &wanted).map_err(doubtful)?;
    let mut grounds: BTreeMap<String, BTreeMap<String, Found>> = BTreeMap::new();
    for (path, found) in picked.found {
        if let Some((ground, within)) = place(&path, exercises) {
            let (ground, within) = (ground.to_owned(), within.to_owned());
            grounds.entry(ground).or_default().insert(within, found);
        }
    }
    let ground = |(name, found)| Ground { name, found, notes: Vec::new() };
    let grounds = grounds.into_iter().map(ground);
    let mut submission = Submission::default();
    submission.notes.extend(odd(&picked.odd));
    let Some(mut ground) = places::choose(grounds.collect())? else { return Ok(submission) };
    for exercise in exercises {
        let Some((path, note)) = places::taken(&ground, exercise) else { continue };
        let Some(found) = ground.found.remove(&path) else { continue };
        submission.notes.extend(note);
        let text = text(found);
        submission.modules.insert((*exercise).to_owned(), Module { path, text });
    }
    Ok(submission)
}

/// The folder around a module's path, and the path within it. `None` when it is no module's.
fn place<'a>(path: &'a str, exercises: &[&str]) -> Option<(&'a str, &'a str)> {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    exercises.iter().find(|exercise| file.strip_suffix(".rs") == Some(exercise))?;
    let ground = match folders.split_once('/') {
        None if folders == EXERCISES => "",
        None => folders,
        Some((ground, EXERCISES)) => ground,
        Some(_) => return None,
    };
    let within = path[ground.len()..].trim_start_matches('/');
    (ground.is_empty() || places::may_wrap(ground)).then_some((ground, within))
}

fn text(found: Found) -> Result<String, ModuleError> {
    match found {
        Found::File(bytes) => course::module_text(bytes),
        Found::TooLarge => Err(ModuleError::TooLarge),
        Found::Folder => Err(ModuleError::Folder),
        Found::Link => Err(ModuleError::Link),
        Found::Special => Err(ModuleError::Special),
    }
}

fn doubtful(why: ArchiveError) -> Refusal {
    match why {
        ArchiveError::Damaged(why) => Refusal::with("damaged", why),
        ArchiveError::Name(name) => Refusal::with("name", name),
        ArchiveError::Special(name) => Refusal::with("special", name),
        ArchiveError::Twice(name) => Refusal::with("twice", name),
        ArchiveError::TooMuch(what) => Refusal::with("too-much", what),
    }
}

/// Links and devices that are no modules harm nobody, and are worth a word.
fn odd(names: &[String]) -> Option<Finding> {
    let first = names.first()?;
    Some(Finding::new("note-odd").with("count", names.len()).with("what", first.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_is_known_by_its_whole_path() {
        let place = |path| place(path, &["bread"]);
        assert_eq!(place("bread.rs"), Some(("", "bread.rs")));
        assert_eq!(place("exercises/bread.rs"), Some(("", "exercises/bread.rs")));
        assert_eq!(place("mine/bread.rs"), Some(("mine", "bread.rs")));
        assert_eq!(place("mine/exercises/bread.rs"), Some(("mine", "exercises/bread.rs")));
        let none = [
            "Bread.rs",
            "bread.rs.txt",
            "rolls.rs",
            "bread",
            "._bread.rs",
            "a/b/bread.rs",
            "a/b/exercises/bread.rs",
            ".git/bread.rs",
            "__MACOSX/bread.rs",
            "",
        ];
        for path in none {
            assert_eq!(place(path), None, "{path}");
        }
    }
}
