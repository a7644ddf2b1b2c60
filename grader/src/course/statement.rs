//! Statements: the Markdown page of an exercise, taken apart into what is shown and what is
//! promised.

use std::{fs, io, path::PathBuf};

use super::Paths;
use crate::model::Language;

/// A statement in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The page up to the hints.
    pub page: String,
    /// The hints in their order, each saying more than the one before.
    pub hints: Vec<String>,
    /// The promised signatures: the block marked `rust,api`.
    pub signatures: String,
}

#[derive(Debug, thiserror::Error)]
pub enum StatementError {
    #[error("the statement {path} cannot be read: {why}")]
    Unreadable { path: PathBuf, why: io::Error },
}

pub fn read(
    paths: &Paths,
    exercise: &str,
    language: Language,
) -> Result<Statement, StatementError> {
    let path = paths.statement(exercise, language);
    match fs::read_to_string(&path) {
        Ok(text) => Ok(parse(&text)),
        Err(why) => Err(StatementError::Unreadable { path, why }),
    }
}

fn parse(text: &str) -> Statement {
    let mut parts = text.split("\n### ");
    let before = parts.next().unwrap_or_default();
    // The heading above the hints is the last second-level one before the first hint.
    let has_hints = text.contains("\n### ");
    let page = match before.rfind("\n## ") {
        Some(heading) if has_hints => &before[..heading],
        _ => before,
    };
    let hints = parts.map(|part| part.split_once('\n').map_or("", |(_, hint)| hint.trim()));
    Statement {
        page: page.trim_end().to_owned(),
        hints: hints.map(str::to_owned).collect(),
        signatures: fenced(text, "rust,api").unwrap_or_default().to_owned(),
    }
}

/// The text of the first block fenced with this mark.
fn fenced<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("```{mark}\n"))?;
    rest.split_once("```").map(|(block, _)| block)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# Bread\nStory.\n## What to build\n```rust,api\npub fn bake();\n```\n\
        ## Hints\n### Hint 1\nWarm the oven.\n### Hint 2\nWait.\nLonger.\n";

    #[test]
    fn hints_are_not_on_the_page() {
        let statement = parse(PAGE);
        assert!(statement.page.ends_with("pub fn bake();\n```"));
        assert_eq!(statement.hints, ["Warm the oven.", "Wait.\nLonger."]);
    }

    #[test]
    fn the_promised_signatures_are_found() {
        assert_eq!(parse(PAGE).signatures, "pub fn bake();\n");
        assert_eq!(parse("# Bread\nStory.").signatures, "");
    }
}
