//! Events for programs: one document at the end, or a line for every event.

mod shape;

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use serde::Serialize;

use self::shape::{Line, Score, WrittenFinding, WrittenVerdict};
use super::Report;
use crate::{
    model::{Event, Finding, Verdict},
    tell,
    text::Texts,
};

/// Names the form of what is written; it changes when a reader would have to.
const SCHEMA: &str = "async-dojo/report/v2";

/// One document when grading is over.
pub struct Document<'a, W> {
    out: W,
    texts: &'a Texts,
    source: String,
    hidden_checks: bool,
    tier: u8,
    /// The exercises in the course's order; verdicts come as they are ready.
    order: Vec<String>,
    verdicts: Vec<Verdict>,
    refused: Option<Box<Finding>>,
    notes: Vec<Finding>,
}

/// Every event as a line of its own, as soon as it happens.
pub struct Lines<'a, W> {
    out: W,
    texts: &'a Texts,
    verdicts: Vec<Verdict>,
}

#[derive(Serialize)]
struct Written<'a> {
    schema: &'a str,
    language: &'a str,
    source: &'a str,
    hidden_checks: bool,
    tier: u8,
    passed: bool,
    score: Score,
    /// Why nothing of the submission was graded.
    refused: Option<WrittenFinding<'a>>,
    notes: Vec<WrittenFinding<'a>>,
    millis: u64,
    exercises: Vec<WrittenVerdict<'a>>,
}

impl<'a, W: Write> Document<'a, W> {
    pub fn new(out: W, texts: &'a Texts) -> Document<'a, W> {
        Document {
            out,
            texts,
            source: String::new(),
            hidden_checks: false,
            tier: 0,
            order: Vec::new(),
            verdicts: Vec::new(),
            refused: None,
            notes: Vec::new(),
        }
    }

    fn write(&mut self, millis: u64) -> io::Result<()> {
        self.verdicts.sort_by_key(|verdict| {
            self.order.iter().position(|exercise| *exercise == verdict.exercise)
        });
        let verdicts = self.verdicts.iter();
        let written = Written {
            schema: SCHEMA,
            language: self.texts.language.code(),
            source: &self.source,
            hidden_checks: self.hidden_checks,
            tier: self.tier,
            passed: self.verdicts.iter().all(Verdict::passed),
            score: Score::of(&self.verdicts),
            refused: self.refused.as_deref().map(|refused| shape::of_all(self.texts, refused)),
            notes: self.notes.iter().map(|note| shape::of_all(self.texts, note)).collect(),
            millis,
            exercises: verdicts.map(|verdict| shape::verdict(self.texts, verdict)).collect(),
        };
        let text = serde_json::to_string_pretty(&written)?;
        writeln!(self.out, "{}", escaped(&text))?;
        // A full disk must be heard of, and dropping a buffer tells nobody.
        self.out.flush()
    }
}

impl<W: Write> Report for Document<'_, W> {
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
            Event::Finished { millis, .. } => self.write(*millis)?,
            _ => {}
        }
        Ok(())
    }
}

impl<'a, W: Write> Lines<'a, W> {
    pub fn new(out: W, texts: &'a Texts) -> Lines<'a, W> {
        Lines { out, texts, verdicts: Vec::new() }
    }

    fn line<'e>(&self, event: &'e Event) -> Line<'e>
    where
        'a: 'e,
    {
        let texts = self.texts;
        match event {
            Event::Preparing { done, total, part } => {
                Line::Preparing { done: *done, total: *total, part }
            }
            Event::Prepared { millis } => Line::Prepared { millis: *millis },
            Event::Taken { refused, notes } => Line::Taken {
                refused: refused.as_deref().map(|refused| shape::of_all(texts, refused)),
                notes: notes.iter().map(|note| shape::of_all(texts, note)).collect(),
            },
            Event::Started { source, exercises, hidden_checks, tier } => Line::Started {
                schema: SCHEMA,
                language: texts.language.code(),
                source,
                hidden_checks: *hidden_checks,
                tier: *tier,
                exercises: exercises.iter().map(shape::planned).collect(),
            },
            Event::Grading { exercise } => Line::Grading { exercise },
            Event::Checked { exercise, check } => {
                Line::Checked { exercise, check: shape::check(texts, exercise, check) }
            }
            Event::Graded { verdict } => Line::Graded { verdict: shape::verdict(texts, verdict) },
            Event::Finished { millis, .. } => Line::Finished {
                passed: self.verdicts.iter().all(Verdict::passed),
                score: Score::of(&self.verdicts),
                millis: *millis,
            },
        }
    }
}

impl<W: Write> Report for Lines<'_, W> {
    fn hear(&mut self, event: &Event) -> io::Result<()> {
        if let Event::Graded { verdict } = event {
            self.verdicts.push((**verdict).clone());
        }
        let text = serde_json::to_string(&self.line(event))?;
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
    // So do some runners of workflows, who look for their commands anywhere in a line.
    escaped.replace("##", "#\\u0023")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_escaped_and_reads_as_the_same() {
        let words = "##vso[x] \u{1b}[2J \u{9b}2J \u{7f} \u{202e}x \n\t пекарь";
        let json = serde_json::to_string_pretty(&[words]).unwrap();
        let escaped = escaped(&json);
        assert!(!escaped.contains(['\u{1b}', '\u{9b}', '\u{7f}', '\u{202e}']), "{escaped}");
        assert!(escaped.contains("пекарь") && !escaped.contains("##"), "{escaped}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&escaped).unwrap(), [words]);
    }
}
