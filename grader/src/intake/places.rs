//! Where in a submission its modules lie.

use std::collections::BTreeMap;

use super::Refusal;
use crate::model::Finding;

/// The folder that students edit in a course.
pub(super) const EXERCISES: &str = "exercises";

/// A folder that modules may lie in: the submission itself, or one folder of it.
#[derive(Debug)]
pub(super) struct Ground<T> {
    /// Empty for the submission itself.
    pub name: String,
    /// Paths within it, `NAME.rs` or `exercises/NAME.rs`, and how to get at what is there.
    pub found: BTreeMap<String, T>,
    /// What else was seen there.
    pub notes: Vec<Finding>,
}

/// The two paths of a module, in the order in which they are looked at.
pub(super) fn paths(exercise: &str) -> [String; 2] {
    [format!("{exercise}.rs"), format!("{EXERCISES}/{exercise}.rs")]
}

/// Whether modules are looked for in a folder of that name: not where tools keep their own.
pub(super) fn may_wrap(folder: &str) -> bool {
    !folder.starts_with('.') && folder != "__MACOSX"
}

/// The ground to be graded: the submission itself when it has any module, or else the one folder
/// that has. Nothing when nobody has.
pub(super) fn choose<T>(grounds: Vec<Ground<T>>) -> Result<Option<Ground<T>>, Refusal> {
    const TOLD: usize = 5;
    let mut full: Vec<Ground<T>> =
        grounds.into_iter().filter(|ground| !ground.found.is_empty()).collect();
    if let Some(itself) = full.iter().position(|ground| ground.name.is_empty()) {
        return Ok(Some(full.swap_remove(itself)));
    }
    if full.len() > 1 {
        full.sort_by(|one, other| one.name.cmp(&other.name));
        let names: Vec<&str> = full.iter().take(TOLD).map(|ground| ground.name.as_str()).collect();
        return Err(Refusal::with("several", names.join(", ")));
    }
    Ok(full.pop())
}

/// The path that is graded, and a remark when the other one is there, too.
pub(super) fn taken<T>(ground: &Ground<T>, exercise: &str) -> Option<(String, Option<Finding>)> {
    let [first, second] = paths(exercise);
    let has = |path: &str| ground.found.contains_key(path);
    match (has(&first), has(&second)) {
        (true, true) => {
            let note = Finding::new("note-beside").with("file", first.as_str());
            Some((first, Some(note.with("other", second))))
        }
        (true, false) => Some((first, None)),
        (false, true) => Some((second, None)),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ground(name: &str, paths: &[&str]) -> Ground<()> {
        let found = paths.iter().map(|path| ((*path).to_owned(), ())).collect();
        Ground { name: name.to_owned(), found, notes: Vec::new() }
    }

    #[test]
    fn the_submission_itself_comes_before_its_folders_and_one_folder_only_counts() {
        let chosen = |grounds| choose(grounds).map(|ground| ground.map(|ground| ground.name));
        let (itself, empty) = (|| ground("", &["bread.rs"]), || ground("", &[]));
        let [old, new] = ["old", "new"].map(|name| move || ground(name, &["bread.rs"]));
        assert_eq!(chosen(vec![old(), itself(), new()]), Ok(Some(String::new())));
        assert_eq!(chosen(vec![empty(), old()]), Ok(Some("old".to_owned())));
        assert_eq!(chosen(vec![empty(), ground("bare", &[])]), Ok(None));
        let several = Refusal::with("several", "new, old");
        assert_eq!(chosen(vec![empty(), old(), new()]), Err(several));
    }

    #[test]
    fn of_two_places_the_one_above_is_taken_and_the_other_remarked() {
        let both = ground("", &["bread.rs", "exercises/bread.rs"]);
        let (path, note) = taken(&both, "bread").unwrap();
        assert_eq!((path.as_str(), note.unwrap().id.as_str()), ("bread.rs", "note-beside"));
        let below = ground("", &["exercises/bread.rs"]);
        assert_eq!(taken(&below, "bread"), Some(("exercises/bread.rs".to_owned(), None)));
        assert_eq!(taken(&below, "rolls"), None);
    }
}
