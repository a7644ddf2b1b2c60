//! The exercises, chapter by chapter, or those that match what was typed.

use ratatui::text::{Line, Span};

use super::{colours::Palette, fold};
use crate::{
    model::{Exercise, Standing},
    tell,
    text::Args,
    watch::app::App,
};

/// The part of the list around the chosen line that has room.
pub fn lines(
    app: &App,
    pen: Palette,
    typed: Option<&str>,
    selected: usize,
    rows: usize,
) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut chosen = 0;
    let mut chapter = "";
    for (number, place) in app.listed().into_iter().enumerate() {
        let exercise = &app.course.exercises[place];
        if exercise.chapter != chapter && typed.is_none_or(str::is_empty) {
            chapter = &exercise.chapter;
            lines.push(Line::styled(format!(" {}", titled(app, chapter)), pen.faint()));
        }
        if number == selected {
            chosen = lines.len();
        }
        lines.push(line(app, pen, exercise, number == selected));
    }
    if lines.is_empty() {
        lines.push(Line::styled(format!(" {}", app.texts().say("watch-none")), pen.faint()));
    }
    let head = usize::from(typed.is_some());
    let rows = rows.saturating_sub(head).max(1);
    let first = (chosen + 1).saturating_sub(rows / 2 + 1).min(lines.len().saturating_sub(rows));
    let seen = lines.into_iter().skip(first).take(rows);
    let asked = typed.map(|typed| {
        let ask = format!(" {} ", app.texts().say("watch-filter"));
        Line::from(vec![Span::styled(ask, pen.bold()), Span::raw(format!("{typed}▏"))])
    });
    asked.into_iter().chain(seen).collect()
}

fn titled(app: &App, name: &str) -> String {
    let chapter = app.course.chapters.iter().find(|chapter| chapter.name == name);
    chapter.map_or(name, |chapter| chapter.title.in_language(app.language)).to_owned()
}

fn line(app: &App, pen: Palette, exercise: &Exercise, chosen: bool) -> Line<'static> {
    let names = app.course.exercises.iter().map(|exercise| fold::width(&exercise.name));
    let name = fold::padded(&exercise.name, names.max().unwrap_or(0).min(24));
    let (sign, style) = match app.standing(exercise) {
        Standing::Passed => ("✓", pen.good()),
        Standing::Changed => ("~", pen.odd()),
        Standing::Skipped => ("-", pen.faint()),
        Standing::Open => ("·", pen.faint()),
    };
    let pointer = if chosen { "▸" } else { " " };
    let about = about(app, exercise);
    let room = usize::from(app.size.0).saturating_sub(fold::width(&name) + 6);
    let text = format!("{name}  {}", fold::cut(&about, room));
    let text_style = if chosen { pen.chosen() } else { pen.plain() };
    Line::from(vec![
        Span::raw(format!(" {pointer} ")),
        Span::styled(format!("{sign} "), style),
        Span::styled(text, text_style),
    ])
}

/// The state of the last verdict, or else the title.
fn about(app: &App, exercise: &Exercise) -> String {
    let texts = app.texts();
    let points = Args::from([("points".to_owned(), exercise.points.into())]);
    let title = exercise.title.in_language(app.language);
    match app.verdicts.get(&exercise.name) {
        Some(verdict) => format!(
            "{} ({}/{})  {title}",
            tell::state(texts, verdict),
            verdict.checks_passed(),
            verdict.checks.len()
        ),
        None => format!("{title} ({})", texts.say_with("points", &points)),
    }
}
