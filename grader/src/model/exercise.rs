//! Exercises and chapters as the catalogue names them.

use serde::{Deserialize, Serialize};

/// A language of the course.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    En,
    Ru,
}

/// A title in every language of the course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Titled {
    pub en: String,
    pub ru: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chapter {
    pub name: String,
    pub title: Titled,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exercise {
    /// The name of its module, and of everything that belongs to it.
    pub name: String,
    pub chapter: String,
    pub points: u32,
    /// 1 to 5.
    pub difficulty: u8,
    pub title: Titled,
    /// Paths that its module may not use, beyond those that no module may.
    #[serde(default)]
    pub ban: Vec<String>,
    /// What its module may use that no other may.
    #[serde(default)]
    pub needs: Vec<Need>,
}

/// What an exercise can be about, beyond tasks, time and threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub enum Need {
    /// It writes files, into the folder for temporary ones.
    Files,
    /// It talks to the network of its own machine.
    Net,
}

/// The whole catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    pub title: Titled,
    pub chapters: Vec<Chapter>,
    pub exercises: Vec<Exercise>,
}

impl Need {
    pub const ALL: [Need; 2] = [Need::Files, Need::Net];

    /// Its name in the catalogue.
    pub fn name(self) -> &'static str {
        match self {
            Need::Files => "files",
            Need::Net => "net",
        }
    }
}

impl From<Need> for &'static str {
    fn from(need: Need) -> &'static str {
        need.name()
    }
}

impl TryFrom<String> for Need {
    type Error = String;

    fn try_from(name: String) -> Result<Need, String> {
        let known = Need::ALL.map(Need::name).join("`, `");
        let need = Need::ALL.into_iter().find(|need| need.name() == name);
        need.ok_or_else(|| format!("no exercise can need `{name}`; there are `{known}`"))
    }
}

impl Titled {
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Ru => &self.ru,
        }
    }
}

impl Language {
    pub const ALL: [Language; 2] = [Language::En, Language::Ru];

    /// The code under which users and file names know it.
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Ru => "ru",
        }
    }

    /// The language of a tag such as `ru`, `ru-RU` or `ru_RU.UTF-8`.
    pub fn of_tag(tag: &str) -> Option<Language> {
        let code = tag.split(['-', '_', '.', '@']).next()?.to_ascii_lowercase();
        Language::ALL.into_iter().find(|language| language.code() == code)
    }
}

impl Course {
    pub fn exercise(&self, name: &str) -> Option<&Exercise> {
        self.exercises.iter().find(|exercise| exercise.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_of_any_spelling_names_its_language() {
        for tag in ["ru", "ru-RU", "ru_RU.UTF-8", "RU"] {
            assert_eq!(Language::of_tag(tag), Some(Language::Ru), "{tag}");
        }
        assert_eq!(Language::of_tag("de_DE"), None);
        assert_eq!(Language::of_tag(""), None);
    }
}
