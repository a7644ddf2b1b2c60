//! rustc's JSON lines, read.

use serde::Deserialize;

use crate::model::{Diagnostic, Level, Place};

/// The diagnostics, and the text between them that is none.
pub fn parse(stderr: &str, shown: &str) -> (Vec<Diagnostic>, String) {
    let (mut diagnostics, mut rest) = (Vec::new(), String::new());
    for line in stderr.lines() {
        if let Ok(line) = serde_json::from_str::<Line>(line) {
            diagnostics.extend(line.diagnostic(shown));
        } else {
            rest.push_str(line);
            rest.push('\n');
        }
    }
    (diagnostics, rest)
}

/// Whether the line says that the library is written. Nothing of a source can say so: its texts
/// stand within the strings of other lines.
pub(super) fn tells_the_library(line: &str) -> bool {
    const LIBRARY: &str = "link";
    serde_json::from_str::<Artifact>(line).is_ok_and(|artifact| artifact.emit == LIBRARY)
}

/// Whether the line says that there are no more errors to come; it may still say where to read
/// about them.
pub(super) fn ends_the_errors(line: &str) -> bool {
    const SUMMARY: &str = "aborting due to";
    line.contains(SUMMARY)
        && serde_json::from_str::<Line>(line).is_ok_and(|line| {
            line.level == "error" && line.spans.is_empty() && line.message.starts_with(SUMMARY)
        })
}

pub(super) fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.level == Level::Error
}

pub(super) fn is_trouble(diagnostic: &Diagnostic) -> bool {
    diagnostic.level == Level::Trouble
}

#[derive(Deserialize)]
struct Line {
    message: String,
    level: String,
    code: Option<Code>,
    #[serde(default)]
    spans: Vec<Span>,
    #[serde(default)]
    children: Vec<Child>,
    rendered: Option<String>,
}

#[derive(Deserialize)]
struct Artifact {
    emit: String,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct Child {
    #[serde(default)]
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: usize,
    column_start: usize,
    is_primary: bool,
}

impl Line {
    fn diagnostic(self, shown: &str) -> Option<Diagnostic> {
        let level = match self.level.as_str() {
            // A full disk, a linker that crashed: no source can cause it.
            "error" if self.spans.is_empty() && self.code.is_none() => Level::Trouble,
            "error" | "error: internal compiler error" => Level::Error,
            "warning" => Level::Warning,
            _ => return None,
        };
        // "aborting due to 2 previous errors" and "2 warnings emitted" say nothing new.
        if self.spans.is_empty() && self.code.is_none() && is_summary(&self.message) {
            return None;
        }
        let primary = self.spans.iter().find(|span| span.is_primary && span.file_name == shown);
        let everywhere = self.spans.iter().chain(self.children.iter().flat_map(|c| &c.spans));
        let mentioned = everywhere.into_iter().find(|span| span.file_name == shown);
        Some(Diagnostic {
            level,
            place: primary.or(mentioned).map(Span::place),
            is_primary: primary.is_some(),
            code: self.code.map(|code| code.code),
            rendered: self.rendered.unwrap_or_else(|| self.message.clone()),
            message: self.message,
        })
    }
}

impl Span {
    fn place(&self) -> Place {
        Place { file: self.file_name.clone(), line: self.line_start, column: self.column_start }
    }
}

fn is_summary(message: &str) -> bool {
    message.starts_with("aborting due to") || message.ends_with("emitted")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_keeps_the_students_place_and_a_summary_is_dropped() {
        let stderr = r#"{"message":"mismatched types","level":"error","code":{"code":"E0308"},"spans":[{"file_name":"gather.rs","line_start":3,"column_start":5,"is_primary":true}],"children":[],"rendered":"R"}
{"message":"aborting due to 1 previous error","level":"error","code":null,"spans":[],"children":[],"rendered":"x"}
note: not json"#;
        let (found, rest) = parse(stderr, "gather.rs");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].place.as_ref().map(|place| (place.line, place.column)), Some((3, 5)));
        assert_eq!(rest, "note: not json\n");
    }

    #[test]
    fn the_library_is_told_by_a_line_of_its_own() {
        let line = r#"{"$message_type":"artifact","artifact":"libsubject.so","emit":"link"}"#;
        assert!(tells_the_library(line));
        let quoted = format!(r#"{{"message":{line:?},"level":"error","spans":[]}}"#);
        assert!(!tells_the_library(&quoted));
        assert!(!tells_the_library(&line.replace("link", "dep-info")));
    }

    #[test]
    fn the_last_error_is_told_by_the_summary_and_not_by_a_text_that_looks_like_it() {
        let line = r#"{"message":"aborting due to 2 previous errors","level":"error","code":null,"spans":[],"children":[],"rendered":"x"}"#;
        assert!(ends_the_errors(line));
        let place = r#"[{"file_name":"a.rs","line_start":1,"column_start":1,"is_primary":true}]"#;
        assert!(!ends_the_errors(&line.replace("[],\"children", &format!("{place},\"children"))));
    }

    #[test]
    fn an_error_that_speaks_of_no_source_is_the_compilers_own_trouble() {
        let stderr = r#"{"message":"failed to write x: No space left on device (os error 28)","level":"error","code":null,"spans":[],"children":[],"rendered":"R"}"#;
        let (found, _) = parse(stderr, "gather.rs");
        assert!(is_trouble(&found[0]) && !is_error(&found[0]));
    }
}
