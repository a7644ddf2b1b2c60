//! `exercises/course.toml`: read and held against its own rules.

use std::{collections::HashSet, fs, io, path::PathBuf};

use serde::Deserialize;

use super::Paths;
use crate::model::{Chapter, Course, Exercise, Titled};

#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    #[error("{path} cannot be read: {why}")]
    Unreadable { path: PathBuf, why: io::Error },
    #[error("{path} is not a catalogue: {why}")]
    Malformed { path: PathBuf, why: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    course: Head,
    #[serde(default)]
    chapter: Vec<Chapter>,
    #[serde(default)]
    exercise: Vec<Exercise>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    title: Titled,
}

pub fn read(paths: &Paths) -> Result<Course, CatalogueError> {
    let path = paths.catalogue();
    let text = fs::read_to_string(&path)
        .map_err(|why| CatalogueError::Unreadable { path: path.clone(), why })?;
    parse(&text).map_err(|why| CatalogueError::Malformed { path, why })
}

fn parse(text: &str) -> Result<Course, String> {
    let written: Written = toml::from_str(text).map_err(|why| why.to_string())?;
    let course = Course {
        title: written.course.title,
        chapters: written.chapter,
        exercises: written.exercise,
    };
    check(&course).map(|()| course)
}

fn check(course: &Course) -> Result<(), String> {
    let mut seen = HashSet::new();
    for exercise in &course.exercises {
        let name = &exercise.name;
        if !is_module_name(name) {
            return Err(format!("`{name}` is not a module name: a-z, 0-9 and _, a letter first"));
        }
        if !seen.insert(name) {
            return Err(format!("the exercise `{name}` stands twice"));
        }
        if !course.chapters.iter().any(|chapter| chapter.name == exercise.chapter) {
            return Err(format!(
                "`{name}` is in a chapter `{}`, and none has that name",
                exercise.chapter
            ));
        }
        if !(1..=5).contains(&exercise.difficulty) {
            return Err(format!(
                "the difficulty of `{name}` is {}, not 1 to 5",
                exercise.difficulty
            ));
        }
    }
    Ok(())
}

/// The name becomes part of paths, so it may not hold anything that means something to them.
fn is_module_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Need;

    const HEAD: &str = "course.title = { en = 'A', ru = 'А' }\n\
        [[chapter]]\nname = 'one'\ntitle = { en = 'One', ru = 'Один' }\n";

    fn with_exercise(name: &str, chapter: &str, difficulty: u8) -> String {
        format!(
            "{HEAD}[[exercise]]\nname = '{name}'\nchapter = '{chapter}'\npoints = 2\n\
             difficulty = {difficulty}\ntitle = {{ en = 'B', ru = 'Б' }}\n"
        )
    }

    #[test]
    fn a_catalogue_is_read() {
        let course = parse(&with_exercise("bread", "one", 1)).unwrap();
        assert_eq!(course.exercises[0].name, "bread");
    }

    #[test]
    fn what_an_exercise_needs_is_one_of_a_few_words() {
        let with =
            |needs: &str| parse(&format!("{}needs = {needs}\n", with_exercise("bread", "one", 1)));
        assert_eq!(with("['files', 'net']").unwrap().exercises[0].needs, [Need::Files, Need::Net]);
        let why = with("['disk']").unwrap_err();
        assert!(why.contains("no exercise can need `disk`; there are `files`, `net`"), "{why}");
    }

    #[test]
    fn a_name_that_could_leave_the_folder_is_refused() {
        for name in ["../bread", "Bread", "", "1bread", "a/b", "хлеб"] {
            let why = parse(&with_exercise(name, "one", 1)).unwrap_err();
            assert!(why.contains("module name"), "{name}: {why}");
        }
    }

    #[test]
    fn an_unknown_chapter_and_an_odd_difficulty_are_refused() {
        assert!(parse(&with_exercise("bread", "two", 1)).unwrap_err().contains("chapter `two`"));
        assert!(parse(&with_exercise("bread", "one", 6)).unwrap_err().contains("1 to 5"));
    }
}
