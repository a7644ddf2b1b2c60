//! Events for programs: one document at the end, or a line for every event.

use std::io::{self, Write};

use serde::Serialize;

use super::Report;
use crate::model::{Event, Score, Verdict};

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
            millis,
            exercises: exercises.collect(),
        };
        serde_json::to_writer_pretty(&mut self.out, &written)?;
        writeln!(self.out)?;
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
        serde_json::to_writer(&mut self.out, event)?;
        writeln!(self.out)?;
        self.out.flush()
    }
}
