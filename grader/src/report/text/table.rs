//! The score table.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::Head;
use crate::{
    model::{Score, Verdict},
    tell::{self, Mark},
    text::{Args, Texts},
};

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default();
const FAINT: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();

/// One line: its mark, its cells, and the state in words.
struct Row {
    mark: &'static str,
    style: Style,
    cells: [String; 4],
    state: String,
}

pub(super) fn write(
    out: &mut impl Write,
    texts: &Texts,
    verdicts: &[Verdict],
    millis: u64,
) -> io::Result<()> {
    let titles = ["table-exercise", "table-checks", "table-points", "table-time"];
    let title = Row {
        mark: " ",
        style: FAINT,
        cells: titles.map(|title| texts.say(title)),
        state: String::new(),
    };
    let mut rows: Vec<Row> = vec![title];
    rows.extend(verdicts.iter().map(|verdict| row(texts, verdict)));
    rows.push(total(texts, verdicts, millis));
    let widths = widths(&rows);
    rows.iter().try_for_each(|row| row.write(out, widths))
}

/// What is graded and how.
pub(super) fn heading(texts: &Texts, head: &Head) -> String {
    let checks: usize = head.planned.iter().map(|planned| planned.checks).sum();
    let args = Args::from([
        ("source".to_owned(), head.source.clone().into()),
        ("exercises".to_owned(), head.planned.len().into()),
        ("checks".to_owned(), checks.into()),
    ]);
    let which = if head.hidden_checks { "head-hidden" } else { "head-public" };
    let tier = Args::from([("tier".to_owned(), i64::from(head.tier).into())]);
    let what = texts.say_with("head-source", &args);
    let how = format!("{} · {}", texts.say(which), texts.say_with("head-tier", &tier));
    format!("{BOLD}{what}{BOLD:#} · {how}")
}

fn row(texts: &Texts, verdict: &Verdict) -> Row {
    let score = verdict.score();
    let mark = tell::mark(verdict);
    Row {
        mark: mark.sign(),
        style: style(mark),
        cells: [
            verdict.exercise.clone(),
            format!("{}/{}", verdict.checks_passed(), verdict.checks.len()),
            format!("{}/{}", tell::points(texts, score), score.of),
            if verdict.kept {
                texts.say("table-kept")
            } else {
                tell::seconds(texts, verdict.millis)
            },
        ],
        state: tell::state(texts, verdict),
    }
}

fn style(mark: Mark) -> Style {
    match mark {
        Mark::Good => GOOD,
        Mark::Open => FAINT,
        Mark::Bad => BAD,
    }
}

fn total(texts: &Texts, verdicts: &[Verdict], millis: u64) -> Row {
    let score: Score = verdicts.iter().map(Verdict::score).sum();
    let passed: usize = verdicts.iter().map(Verdict::checks_passed).sum();
    let all: usize = verdicts.iter().map(|verdict| verdict.checks.len()).sum();
    Row {
        mark: " ",
        style: BOLD,
        cells: [
            texts.say("table-total"),
            format!("{passed}/{all}"),
            format!("{}/{}", tell::points(texts, score), score.of),
            tell::seconds(texts, millis),
        ],
        state: String::new(),
    }
}

fn widths(rows: &[Row]) -> [usize; 4] {
    std::array::from_fn(|column| {
        rows.iter().map(|row| row.cells[column].width()).max().unwrap_or(0)
    })
}

impl Row {
    /// The first column leans left, numbers lean right.
    fn write(&self, out: &mut impl Write, widths: [usize; 4]) -> io::Result<()> {
        let style = self.style;
        let gap = |column: usize| " ".repeat(widths[column] - self.cells[column].width());
        let [name, checks, points, time] = &self.cells;
        let line = format!(
            "{} {name}{}  {}{checks}  {}{points}  {}{time}  {}",
            self.mark,
            gap(0),
            gap(1),
            gap(2),
            gap(3),
            self.state,
        );
        writeln!(out, "{style}{}{style:#}", line.trim_end())
    }
}
