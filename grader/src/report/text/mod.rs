//! The report for people: a live bar while there is something to wait for, then the table, then
//! the one finding that says most.

mod bar;
mod finding;
mod table;

use std::io::{self, Write};

use super::Report;
use crate::{
    model::{Course, Event, Verdict, event::Planned},
    text::Texts,
};
pub use bar::Bar;
pub use finding::{Screen, explain};

/// Writes the report to `out`; the bar goes to standard error.
pub struct Text<'a, W> {
    out: W,
    texts: &'a Texts,
    course: &'a Course,
    screen: Screen,
    bar: Bar,
    head: Option<Head>,
    verdicts: Vec<Verdict>,
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
        Text { out, texts, course, screen, bar, head: None, verdicts: Vec::new() }
    }

    fn write(&mut self, millis: u64) -> io::Result<()> {
        let Some(head) = self.head.take() else { return Ok(()) };
        self.sort(&head.planned);
        writeln!(self.out, "{}", table::heading(self.texts, &head))?;
        table::write(&mut self.out, self.texts, &self.verdicts, millis)?;
        let failing = self.verdicts.iter().find(|verdict| !verdict.passed());
        match failing {
            None => writeln!(self.out, "\n{}", self.texts.say("all-passed")),
            Some(verdict) => {
                writeln!(self.out)?;
                let title = self.course.exercise(&verdict.exercise).map(|e| &e.title);
                let title = title.map_or("", |title| title.in_language(self.texts.language));
                explain(&mut self.out, self.texts, verdict, title, self.screen)
            }
        }
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
            Event::Graded { verdict } => {
                self.verdicts.push((**verdict).clone());
                Ok(())
            }
            Event::Finished { millis, .. } => self.write(*millis),
            _ => Ok(()),
        }
    }
}
