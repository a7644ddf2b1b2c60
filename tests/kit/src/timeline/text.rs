//! The text form of a timeline, one line per event, and the way back. No order is decided here.

use super::{Event, Kind, Timeline};
use std::fmt::{self, Write as _};
use std::time::Duration;

impl Timeline {
    /// One line per event, sorted so that solutions which differ only in the order of polling
    /// within one moment give the same text: by time, then closers of spans opened earlier, starts,
    /// marks, closers of spans of no length, then by job and attempt.
    ///
    /// Times are kept to the microsecond. Runs of spaces, control characters and whatever else
    /// would not survive on a line are escaped, so [`parse`](Timeline::parse) gives back the same
    /// events, numbered in the order of the lines.
    pub fn snapshot(&self) -> String {
        lines(&self.normalised())
    }

    /// The same lines in the order of recording, for where the statement fixes that order.
    pub fn snapshot_strict(&self) -> String {
        lines(&self.recorded())
    }

    /// Reads a snapshot. Indentation and blank lines mean nothing; columns are set apart by two
    /// spaces or more.
    pub fn parse(text: &str) -> Result<Timeline, ParseError> {
        let mut events = Vec::new();
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.trim();
            if !line.is_empty() {
                let seq = u32::try_from(events.len()).unwrap_or(u32::MAX);
                let event = event(seq, line);
                events.push(event.map_err(|problem| ParseError { line: number, problem })?);
            }
        }
        Ok(Timeline(events))
    }
}

/// Where and why a text is not a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What can be wrong with a line of a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The line lacks a time, a job or a kind.
    Columns,
    /// The first column is not a time.
    Time(String),
    /// The third column is not a kind.
    Kind(String),
    /// A job or a note has a backslash that begins no escape.
    Escape(String),
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ", self.line)?;
        match &self.problem {
            Problem::Columns => {
                f.write_str("a line has a time, a job and a kind, set apart by two spaces or more")
            }
            Problem::Time(found) => {
                write!(f, "`{found}` is not a time; write `100 ms`, `0.250 ms` or `-`")
            }
            Problem::Kind(found) => {
                let known = Kind::ALL.map(Kind::word).join(", ");
                write!(f, "`{found}` is not a kind of event; the kinds are {known}")
            }
            Problem::Escape(found) => {
                write!(f, "`{found}` has an unknown escape; a backslash itself is written twice")
            }
        }
    }
}

impl std::error::Error for ParseError {}

/// The narrowest columns that are used, so that short timelines look alike and a diff of two
/// snapshots shows what differs and not how wide it is.
const TIME: usize = "1000 ms".len();
const JOB: usize = 5;
const KIND: usize = 5;

// Widths are counted in characters and not in cells of the terminal: a table of cell widths
// changes with every Unicode version, and stored snapshots must not.
fn lines(events: &[&Event]) -> String {
    let rows: Vec<[String; 4]> = events.iter().map(|event| row(event)).collect();
    let widest = |column: usize, least: usize, counts: fn(&[String; 4]) -> bool| {
        let cells = rows.iter().filter(|row| counts(row)).map(|row| row[column].chars().count());
        cells.max().unwrap_or(0).max(least)
    };
    let time = widest(0, TIME, |_| true);
    let job = widest(1, JOB, |_| true);
    let kind = widest(2, KIND, |row| !row[3].is_empty());
    let mut text = String::new();
    for [at, name, word, note] in &rows {
        let line = format!("{at:>time$}  {name:<job$}  {word:<kind$}  {note}");
        text.push_str(line.trim_end_matches(' '));
        text.push('\n');
    }
    text
}

fn row(event: &Event) -> [String; 4] {
    let at = event.at.map_or("-".to_owned(), time);
    [at, name(&event.job, event.attempt), event.kind.word().to_owned(), escaped(&event.note)]
}

fn time(at: Duration) -> String {
    let micros = at.as_micros();
    match (micros / 1000, micros % 1000) {
        (whole, 0) => format!("{whole} ms"),
        (whole, part) => format!("{whole}.{part:03} ms"),
    }
}

/// A first attempt goes without a number, unless the job's own name ends like one.
fn name(job: &str, attempt: u16) -> String {
    let numbered = job.rsplit_once('#').is_some_and(|(_, tail)| attempt_in(tail).is_some());
    let job = if job.is_empty() { "\\e".to_owned() } else { escaped(job) };
    if attempt > 1 || numbered { format!("{job}#{attempt}") } else { job }
}

fn attempt_in(tail: &str) -> Option<u16> {
    let canonical = tail.starts_with(|first: char| matches!(first, '1'..='9'));
    canonical.then(|| tail.parse().ok()).flatten()
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    let mut before = None;
    while let Some(char) = chars.next() {
        // One space between two other characters is plain; what else there is of spaces would be
        // taken for the gap between two columns.
        let plain_space = before.is_some_and(|before| before != ' ') && chars.peek().is_some();
        match char {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            ' ' if !plain_space => out.push_str("\\s"),
            char if is_unseen(char) => _ = write!(out, "\\u{{{:x}}}", u32::from(char)),
            char => out.push(char),
        }
        before = Some(char);
    }
    out
}

/// Whether a character is invisible, moves others about or may be eaten by an editor. The joiners
/// inside emoji and some scripts stay.
pub(crate) fn is_unseen(char: char) -> bool {
    let moves = matches!(char,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}');
    char.is_control() || moves || (char.is_whitespace() && char != ' ')
}

fn event(seq: u32, line: &str) -> Result<Event, Problem> {
    let (at, rest) = column(line);
    let (job, rest) = column(rest);
    let (word, note) = column(rest);
    if word.is_empty() {
        return Err(Problem::Columns);
    }
    let at = time_in(at).ok_or_else(|| Problem::Time(at.to_owned()))?;
    let (job, attempt) = name_in(job)?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.word() == word);
    let kind = kind.ok_or_else(|| Problem::Kind(word.to_owned()))?;
    Ok(Event { seq, at, job, attempt, kind, note: unescaped(note)? })
}

/// The first column of a line and what follows it.
fn column(line: &str) -> (&str, &str) {
    let (column, rest) = line.split_once("  ").unwrap_or((line, ""));
    (column, rest.trim_start_matches(' '))
}

/// The outer `None` is a text that is no time, the inner one is `-`.
#[expect(clippy::option_option, reason = "two different absences, told apart by the only caller")]
fn time_in(text: &str) -> Option<Option<Duration>> {
    if text == "-" {
        return Some(None);
    }
    let number = text.strip_suffix(" ms")?;
    let (whole, part) = number.split_once('.').unwrap_or((number, "000"));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if part.len() != 3 || !digits(part) || !digits(whole) {
        return None;
    }
    let (whole, part): (u128, u32) = (whole.parse().ok()?, part.parse().ok()?);
    let seconds = u64::try_from(whole / 1000).ok()?;
    let nanos = u32::try_from(whole % 1000).ok()? * 1_000_000 + part * 1000;
    Some(Some(Duration::new(seconds, nanos)))
}

fn name_in(text: &str) -> Result<(String, u16), Problem> {
    let numbered = text.rsplit_once('#');
    let numbered = numbered.and_then(|(job, tail)| Some((job, attempt_in(tail)?)));
    let (job, attempt) = numbered.unwrap_or((text, 1));
    let job = if job == "\\e" { String::new() } else { unescaped(job)? };
    Ok((job, attempt))
}

fn unescaped(text: &str) -> Result<String, Problem> {
    let unknown = || Problem::Escape(text.to_owned());
    let mut out = String::new();
    let mut rest = text;
    while let Some((plain, escape)) = rest.split_once('\\') {
        out.push_str(plain);
        let letter = escape.chars().next().ok_or_else(unknown)?;
        rest = &escape[letter.len_utf8()..];
        match letter {
            '\\' => out.push('\\'),
            'n' => out.push('\n'),
            't' => out.push('\t'),
            's' => out.push(' '),
            'u' => {
                let (code, after) = rest
                    .strip_prefix('{')
                    .and_then(|code| code.split_once('}'))
                    .ok_or_else(unknown)?;
                let code = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
                out.push(code.ok_or_else(unknown)?);
                rest = after;
            }
            _ => return Err(unknown()),
        }
    }
    out.push_str(rest);
    Ok(out)
}
