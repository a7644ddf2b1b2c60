//! The report for people: a live bar while there is something to wait for, then the table, then
//! the one finding that says most; for instructors that of every exercise.

mod bar;
mod finding;
mod obeyed;
mod table;

use std::{
    io::{self, Write},
    slice,
};

use super::Report;
use crate::{
    model::{Course, Event, Finding, Verdict, event::Planned},
    text::Texts,
};
pub use bar::Bar;
pub use finding::{Screen, explain};
use obeyed::Unobeyed;

/// Writes the report to `out`; the bar goes to standard error.
pub struct Text<'a, W: Write> {
    out: Unobeyed<W>,
    texts: &'a Texts,
    course: &'a Course,
    screen: Screen,
    bar: Bar,
    head: Option<Head>,
    verdicts: Vec<Verdict>,
    /// Why nothing of a submission is graded, and what is to be said of it as a whole.
    refused: Option<Box<Finding>>,
    notes: Vec<Finding>,
    every_failure: bool,
}

struct Head {
    source: String,
    planned: Vec<Planned>,
    hidden_checks: bool,
    tier: u8,
}

impl<'a, W: Write> Text<'a, W> {
    pub fn new(out: W, texts: &'a Texts, course: &'a Course, screen: Screen) -> Text<'a, W> {
        let bar = Bar::new();
        Text {
            out: Unobeyed::new(out),
            texts,
            course,
            screen,
            bar,
            head: None,
            verdicts: Vec::new(),
            refused: None,
            notes: Vec::new(),
            every_failure: false,
        }
    }

    /// Explains every exercise that did not pass, and not the first one only.
    #[must_use]
    pub fn with_every_failure(self) -> Text<'a, W> {
        Text { every_failure: true, ..self }
    }

    fn write(&mut self, millis: u64) -> io::Result<()> {
        let Some(head) = self.head.take() else { return Ok(()) };
        self.sort(&head.planned);
        writeln!(self.out, "{}", table::heading(self.texts, &head))?;
        table::write(&mut self.out, self.texts, &self.verdicts, millis)?;
        finding::about_the_whole(&mut self.out, self.texts, &self.notes, self.screen)?;
        if let Some(refused) = &self.refused {
            let refused = slice::from_ref(&**refused);
            return finding::about_the_whole(&mut self.out, self.texts, refused, self.screen);
        }
        let failing = self.verdicts.iter().filter(|verdict| !verdict.passed());
        let told = if self.every_failure { usize::MAX } else { 1 };
        let mut failing = failing.take(told).peekable();
        if failing.peek().is_none() {
            writeln!(self.out, "\n{}", self.texts.say("all-passed"))?;
        }
        for verdict in failing {
            writeln!(self.out)?;
            let title = self.course.exercise(&verdict.exercise).map(|e| &e.title);
            let title = title.map_or("", |title| title.in_language(self.texts.language));
            explain(&mut self.out, self.texts, verdict, title, self.screen)?;
        }
        Ok(())
    }

    /// Verdicts come as they are ready; they are shown in the course's order.
    fn sort(&mut self, planned: &[Planned]) {
        let place = |verdict: &Verdict| planned.iter().position(|p| p.exercise == verdict.exercise);
        self.verdicts.sort_by_key(place);
    }
}

impl<W: Write> Report for Text<'_, W> {
    fn hear(&mut self, event: &Event) -> io::Result<()> {
        self.bar.hear(event, self.texts);
        match event {
            Event::Started { source, exercises, hidden_checks, tier } => {
                self.head = Some(Head {
                    source: source.clone(),
                    planned: exercises.clone(),
                    hidden_checks: *hidden_checks,
                    tier: *tier,
                });
                Ok(())
            }
            Event::Taken { refused, notes } => {
                self.refused.clone_from(refused);
                self.notes.clone_from(notes);
                Ok(())
            }
            Event::Graded { verdict } => {
                self.verdicts.push((**verdict).clone());
                Ok(())
            }
            Event::Finished { millis, .. } => self.write(*millis),
            _ => Ok(()),
        }
    }
}
