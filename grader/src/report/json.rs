//! Events for programs: one document at the end, or a line for every event.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{self, Write},
};

use kit::record::Fact;
use serde::Serialize;

use super::Report;
use crate::{
    model::{Event, Finding, Score, Verdict},
    tell,
};

/// Names the form of the document; it changes when a reader would have to.
const SCHEMA: &str = "async-dojo/report/v1";

/// One document when grading is over.
pub struct Document<W> {
    out: W,
    source: String,
    hidden_checks: bool,
    tier: u8,
    /// The exercises in the course's order; verdicts come as they are ready.
    order: Vec<String>,
    verdicts: Vec<Verdict>,
    refused: Option<Finding>,
    notes: Vec<Finding>,
}

/// Every event as a line of its own, as soon as it happens.
pub struct Lines<W> {
    out: W,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Written<'a> {
    schema: &'a str,
    source: &'a str,
    hidden_checks: bool,
    tier: u8,
    points: String,
    of: u64,
    passed: bool,
    /// Why nothing was graded, by the finding's facts.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<&'a BTreeMap<String, Fact>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notes: &'a [Finding],
    millis: u64,
    exercises: Vec<WrittenVerdict<'a>>,
}

/// A verdict with what is derived from it, so that a reader need not derive it again.
#[derive(Serialize)]
struct WrittenVerdict<'a> {
    passed: bool,
    score: String,
    #[serde(flatten)]
    verdict: &'a Verdict,
}

impl<W: Write> Document<W> {
    pub fn new(out: W) -> Document<W> {
        Document {
            out,
            source: String::new(),
            hidden_checks: false,
            tier: 0,
            order: Vec::new(),
            verdicts: Vec::new(),
            refused: None,
            notes: Vec::new(),
        }
    }

    fn write(&mut self, score: Score, millis: u64) -> io::Result<()> {
        self.verdicts.sort_by_key(|verdict| {
            self.order.iter().position(|exercise| *exercise == verdict.exercise)
        });
        let verdicts = self.verdicts.iter();
        let exercises = verdicts.map(|verdict| WrittenVerdict {
            passed: verdict.passed(),
            score: verdict.score().points(),
            verdict,
        });
        let written = Written {
            schema: SCHEMA,
            source: &self.source,
            hidden_checks: self.hidden_checks,
            tier: self.tier,
            points: score.points(),
            of: score.of,
            passed: self.verdicts.iter().all(Verdict::passed),
            refused: self.refused.as_ref().map(|refused| &refused.facts),
            notes: &self.notes,
            millis,
            exercises: exercises.collect(),
        };
        let text = serde_json::to_string_pretty(&written)?;
        writeln!(self.out, "{}", escaped(&text))?;
        // A full disk must be heard of, and dropping a buffer tells nobody.
        self.out.flush()
    }
}

impl<W: Write> Report for Document<W> {
    fn hear(&mut self, event: &Event) -> io::Result<()> {
        match event {
            Event::Started { source, exercises, hidden_checks, tier } => {
                self.source.clone_from(source);
                self.hidden_checks = *hidden_checks;
                self.tier = *tier;
                self.order = exercises.iter().map(|planned| planned.exercise.clone()).collect();
            }
            Event::Taken { refused, notes } => {
                self.refused.clone_from(refused);
                self.notes.clone_from(notes);
            }
            Event::Graded { verdict } => self.verdicts.push((**verdict).clone()),
            Event::Finished { score, millis, .. } => self.write(*score, *millis)?,
            _ => {}
        }
        Ok(())
    }
}

impl<W: Write> Lines<W> {
    pub fn new(out: W) -> Lines<W> {
        Lines { out }
    }
}

impl<W: Write> Report for Lines<W> {
    fn hear(&mut self, event: &Event) -> io::Result<()> {
        let text = serde_json::to_string(event)?;
        writeln!(self.out, "{}", escaped(&text))?;
        self.out.flush()
    }
}

/// The same JSON, with a submission's words unable to steer whoever looks at it: JSON itself asks
/// for escapes below the space only, and terminals obey more than that. Such characters stand
/// nowhere but in strings.
fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if tell::steers(c) && !c.is_ascii_whitespace() {
            let _ = write!(escaped, "\\u{:04x}", u32::from(c));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_escaped_and_reads_as_the_same() {
        let words = "\u{1b}[2J \u{9b}2J \u{7f} \u{202e}x \n\t пекарь";
        let json = serde_json::to_string_pretty(&[words]).unwrap();
        let escaped = escaped(&json);
        assert!(!escaped.contains(['\u{1b}', '\u{9b}', '\u{7f}', '\u{202e}']), "{escaped}");
        assert!(escaped.contains("пекарь"), "{escaped}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&escaped).unwrap(), [words]);
    }
}
