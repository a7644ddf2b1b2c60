//! The score table.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::Head;
use crate::{
    model::{Score, Verdict},
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
    head: &Head,
    verdicts: &[Verdict],
    millis: u64,
) -> io::Result<()> {
    writeln!(out, "{}", heading(texts, head))?;
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

fn heading(texts: &Texts, head: &Head) -> String {
    let checks: usize = head.planned.iter().map(|planned| planned.checks).sum();
    let args = Args::from([
        ("source".to_owned(), head.source.clone().into()),
        ("exercises".to_owned(), head.planned.len().into()),
        ("checks".to_owned(), checks.into()),
    ]);
    let which = if head.hidden_checks { "head-hidden" } else { "head-public" };
    let tier = Args::from([("tier".to_owned(), i64::from(head.tier).into())]);
    let parts = [
        texts.say_with("head-source", &args),
        texts.say(which),
        texts.say_with("head-tier", &tier),
    ];
    format!("{BOLD}{}{BOLD:#} · {} · {}", parts[0], parts[1], parts[2])
}

fn row(texts: &Texts, verdict: &Verdict) -> Row {
    let score = verdict.score();
    let (mark, style) = mark(verdict);
    Row {
        mark,
        style,
        cells: [
            verdict.exercise.clone(),
            format!("{}/{}", verdict.checks_passed(), verdict.checks.len()),
            format!("{}/{}", score.points(), score.of),
            if verdict.kept { texts.say("table-kept") } else { seconds(texts, verdict.millis) },
        ],
        state: state(texts, verdict),
    }
}

fn mark(verdict: &Verdict) -> (&'static str, Style) {
    let todo = verdict.headline().is_some_and(|finding| finding.id == "todo");
    match verdict {
        verdict if verdict.passed() => ("✓", GOOD),
        _ if todo => ("·", FAINT),
        _ => ("✗", BAD),
    }
}

/// The verdict in a few words.
fn state(texts: &Texts, verdict: &Verdict) -> String {
    const COMPILER: [&str; 6] =
        ["compile-error", "missing-item", "signature", "not-send", "unfit", "endless"];
    const FILE: [&str; 6] = ["missing", "folder", "special", "too-large", "not-utf8", "unreadable"];
    let failed = verdict.checks.len() - verdict.checks_passed();
    match (&verdict.obstacle, verdict.headline()) {
        _ if verdict.passed() => texts.say("state-passed"),
        (Some(obstacle), _) if COMPILER.contains(&obstacle.id.as_str()) => {
            texts.say("state-not-compiling")
        }
        (Some(obstacle), _) if FILE.contains(&obstacle.id.as_str()) => texts.say("state-not-read"),
        (Some(_), _) => texts.say("state-refused"),
        (None, Some(finding)) if finding.id == "todo" => texts.say("state-not-written"),
        (None, _) => {
            texts.say_with("state-failed", &Args::from([("failed".to_owned(), failed.into())]))
        }
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
            format!("{}/{}", score.points(), score.of),
            seconds(texts, millis),
        ],
        state: String::new(),
    }
}

fn seconds(texts: &Texts, millis: u64) -> String {
    let seconds = format!("{}.{:02}", millis / 1000, millis % 1000 / 10);
    texts.say_with("table-seconds", &Args::from([("seconds".to_owned(), seconds.into())]))
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
