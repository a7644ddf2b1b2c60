//! What the sources of an exercise's checks say of themselves: their files, the names in their
//! tables, and the findings that they can tell.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::{PackError, disk};
use crate::course::Paths;

/// One side of an exercise's checks: the public one or the hidden one.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// The side's module and, for a larger one, the modules below it.
    pub files: Vec<PathBuf>,
    pub source: String,
    /// The names of its checks.
    pub checks: BTreeSet<String>,
}

impl Side {
    pub fn public(paths: &Paths, exercise: &str) -> Result<Side, PackError> {
        Side::read(&paths.judge(exercise), "public")
    }

    pub fn hidden(paths: &Paths, exercise: &str) -> Result<Side, PackError> {
        Side::read(&paths.judge(exercise), "hidden")
    }

    fn read(folder: &Path, side: &str) -> Result<Side, PackError> {
        let mut files = vec![folder.join(format!("{side}.rs"))];
        files.retain(|file| file.is_file());
        files.extend(below(&folder.join(side))?);
        let read = |file: &PathBuf| std::fs::read_to_string(file).map_err(|why| disk(file, why));
        let source = files.iter().map(read).collect::<Result<String, _>>()?;
        Ok(Side { checks: names(&source), source, files })
    }

    /// Whether the source can tell this finding: its id stands there in quotes, as the argument
    /// of `mistake` or on its way there.
    pub fn tells(&self, id: &str) -> bool {
        self.source.contains(&format!("\"{id}\""))
    }
}

/// The second word of every entry in the `checks!` tables.
fn names(source: &str) -> BTreeSet<String> {
    let tables = source.split("checks! {").skip(1).filter_map(|rest| rest.split_once("\n}"));
    let lines = tables.flat_map(|(table, _)| table.lines().skip(1)).map(str::trim);
    let entries = lines.filter(|line| !line.starts_with("//")).flat_map(|line| line.split(','));
    let second = |entry: &str| entry.split_whitespace().nth(1).map(str::to_owned);
    entries.filter_map(second).collect()
}

/// Every regular file in a folder and below, in the order of their paths. A folder that is not
/// there has none.
pub fn below(folder: &Path) -> Result<Vec<PathBuf>, PackError> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        let entries = match std::fs::read_dir(&next) {
            Ok(entries) => entries,
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => continue,
            Err(why) => return Err(disk(&next, why)),
        };
        for entry in entries {
            let entry = entry.map_err(|why| disk(&next, why))?;
            let kind = entry.file_type().map_err(|why| disk(&next, why))?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_the_second_words_of_the_tables() {
        let source = "checks! { dyn Bread:\n    paused warm,\n    // plain old,\n    plain round,\n}\n\
            fn f() {}\nchecks! { dyn a::Bread:\n    compared side_by_side, paused late,\n}\n";
        let names: Vec<_> = names(source).into_iter().collect();
        assert_eq!(names, ["late", "round", "side_by_side", "warm"]);
    }

    #[test]
    fn a_finding_is_told_when_its_id_stands_in_quotes() {
        let side = Side { source: "let id = \"lazy\";".to_owned(), ..Side::default() };
        assert!(side.tells("lazy") && !side.tells("laz"));
    }
}
