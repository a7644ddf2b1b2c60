//! What never scrolls away: which exercise this is, how it stands, and a mark for every check.

use ratatui::{
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use super::{colours::Palette, fold};
use crate::{
    model::{CheckResult, Exercise, Language, Outcome, Verdict},
    tell::{self, Mark},
    text::{Args, Texts},
    watch::app::{App, Running},
};

pub fn lines(app: &App, pen: Palette, area: Rect) -> Vec<Line<'static>> {
    let columns = usize::from(area.width);
    let mut lines = vec![title(app, pen, columns), state(app, pen, columns)];
    if area.height > 2 {
        lines.push(marks(app, pen, columns));
    }
    lines
}

fn title(app: &App, pen: Palette, columns: usize) -> Line<'static> {
    let exercise = app.exercise();
    let place = format!("{}/{} ", app.current + 1, app.course.exercises.len());
    let room = columns.saturating_sub(fold::width(&place) + 1);
    let name = format!(" {}", exercise.name);
    let rest = room.saturating_sub(fold::width(&name));
    let about = fold::padded(&format!("  {}", about(exercise, app.language)), rest);
    Line::from(vec![
        Span::styled(name, pen.bold()),
        Span::raw(about),
        Span::styled(format!(" {place}"), pen.faint()),
    ])
}

/// The title, which often begins with the name again.
fn about(exercise: &Exercise, language: Language) -> String {
    let title = exercise.title.in_language(language);
    let rest = title.strip_prefix(exercise.name.as_str()).unwrap_or(title);
    rest.trim_start_matches([':', ' ']).to_owned()
}

/// One line: the verdict in words, or what is going on.
fn state(app: &App, pen: Palette, columns: usize) -> Line<'static> {
    let texts = app.texts();
    let (sign, style, words) = match (&app.running, app.verdict()) {
        (Some(running), _) => (spinner(running), pen.odd(), checking(texts, running)),
        (None, None) => ("·", pen.faint(), texts.say("watch-no-verdict")),
        (None, Some(verdict)) => {
            let mark = tell::mark(verdict);
            (mark.sign(), of_mark(mark, pen), tell::state(texts, verdict))
        }
    };
    let facts = match (&app.running, app.verdict()) {
        (None, Some(verdict)) => facts(texts, verdict),
        _ => String::new(),
    };
    let head = format!(" {sign} {words}");
    let facts = fold::cut(&facts, columns.saturating_sub(fold::width(&head)));
    Line::from(vec![Span::styled(head, style.patch(pen.bold())), Span::raw(facts)])
}

fn checking(texts: &Texts, running: &Running) -> String {
    match (running.planned, running.over.len()) {
        (_, 0) => texts.say("watch-compiling"),
        (all, done) => {
            let args = Args::from([
                ("done".to_owned(), done.into()),
                ("all".to_owned(), all.max(done).into()),
            ]);
            texts.say_with("watch-checking", &args)
        }
    }
}

fn spinner(running: &Running) -> &'static str {
    const SIGNS: [&str; 4] = ["◐", "◓", "◑", "◒"];
    SIGNS[running.beats % SIGNS.len()]
}

/// Checks, points and time, as far as they were measured.
fn facts(texts: &Texts, verdict: &Verdict) -> String {
    let score = verdict.score();
    let args = Args::from([
        ("passed".to_owned(), verdict.checks_passed().into()),
        ("checks".to_owned(), verdict.checks.len().into()),
        ("points".to_owned(), tell::points(texts, score).into()),
        ("of".to_owned(), i64::try_from(score.of).unwrap_or(i64::MAX).into()),
    ]);
    let time =
        if verdict.kept { texts.say("table-kept") } else { tell::seconds(texts, verdict.millis) };
    format!(" · {} · {time}", texts.say_with("watch-facts", &args))
}

/// A mark for every check, and the names of those that failed.
fn marks(app: &App, pen: Palette, columns: usize) -> Line<'static> {
    let verdict = app.verdict();
    let running = app.running.as_ref();
    let checks = verdict.map(|verdict| verdict.checks.as_slice()).unwrap_or_default();
    let mut spans = vec![Span::raw(" ")];
    for check in checks.iter().take(columns / 2) {
        // While a run is under way, only what it has said counts.
        let said = match running {
            None => Some(check),
            Some(running) => said_in(app, running, check),
        };
        let (sign, style) = of_check(said, pen);
        spans.push(Span::styled(sign, style));
    }
    let failed = checks.iter().filter(|check| check.outcome == Outcome::Failed);
    let names: Vec<&str> = failed.map(|check| check.name.as_str()).collect();
    if running.is_none() && !names.is_empty() && verdict.is_some_and(is_written) {
        let room = columns.saturating_sub(spans.len() + 2);
        spans.push(Span::raw(format!("  {}", fold::cut(&names.join(", "), room.max(1)))));
    }
    Line::from(spans)
}

fn is_written(verdict: &Verdict) -> bool {
    tell::mark(verdict) != Mark::Open
}

/// What the run under way said of the check, if anything yet.
fn said_in<'a>(app: &App, running: &'a Running, check: &CheckResult) -> Option<&'a CheckResult> {
    let name = app.name();
    let same =
        |(exercise, other): &&(String, CheckResult)| exercise == name && other.name == check.name;
    running.over.iter().find(same).map(|(_, check)| check)
}

/// The mark of a check. What is not written yet is nothing to be red about.
pub fn of_check(check: Option<&CheckResult>, pen: Palette) -> (&'static str, Style) {
    let todo = |check: &CheckResult| check.finding.as_ref().is_some_and(|f| f.id == "todo");
    match check {
        Some(check) if check.outcome == Outcome::Passed => ("✓", pen.good()),
        Some(check) if check.outcome == Outcome::Failed && !todo(check) => ("✗", pen.bad()),
        _ => ("·", pen.faint()),
    }
}

pub fn of_mark(mark: Mark, pen: Palette) -> Style {
    match mark {
        Mark::Good => pen.good(),
        Mark::Open => pen.faint(),
        Mark::Bad => pen.bad(),
    }
}
