//! A finding: a named mistake with its evidence. The sentence that tells it is looked up later,
//! in the reader's language.

use std::collections::BTreeMap;

use kit::record::Fact;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its name, which is also the key of its sentence.
    pub id: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, Fact>,
    /// The check that saw it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<String>,
    /// Where in the student's file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
    /// The compiler's own rendering, with colour codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rendered: Option<String>,
}

/// A place in the student's file, counted from one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub file: String,
    pub line: usize,
    pub column: usize,
}

impl Finding {
    /// Whether it says that the module does not compile.
    pub fn is_of_compiler(&self) -> bool {
        const COMPILER: [&str; 8] = [
            "compile-error",
            "missing-item",
            "signature",
            "not-send",
            "unfit",
            "endless",
            "compiler-crashed",
            "compiler-overran",
        ];
        COMPILER.contains(&self.id.as_str())
    }

    pub fn new(id: &str) -> Finding {
        Finding {
            id: id.to_owned(),
            facts: BTreeMap::new(),
            check: None,
            place: None,
            rendered: None,
        }
    }

    #[must_use]
    pub fn with(mut self, name: &str, fact: impl Into<Fact>) -> Finding {
        self.facts.insert(name.to_owned(), fact.into());
        self
    }

    #[must_use]
    pub fn at(mut self, place: Option<Place>) -> Finding {
        self.place = place;
        self
    }
}

impl Place {
    /// Reads `file:line:column`, as panics tell it.
    pub fn parse(text: &str) -> Option<Place> {
        let mut parts = text.rsplitn(3, ':');
        let column = parts.next()?.parse().ok()?;
        let line = parts.next()?.parse().ok()?;
        let file = parts.next()?.to_owned();
        Some(Place { file, line, column })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_from_the_right_so_that_a_drive_letter_stays_in_the_file() {
        let place = Place::parse(r"C:\dojo\gather.rs:12:5").unwrap();
        assert_eq!((place.file.as_str(), place.line, place.column), (r"C:\dojo\gather.rs", 12, 5));
        assert_eq!(Place::parse("gather.rs"), None);
        assert_eq!(Place::parse("gather.rs:x:1"), None);
    }
}
