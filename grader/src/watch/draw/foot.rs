//! The last lines: how far the course is done, or something to be said, and the keys.

use ratatui::{
    layout::Rect,
    text::{Line, Span},
};

use super::{colours::Palette, fold};
use crate::{
    tell,
    text::Args,
    watch::{
        app::{App, View},
        key::{BINDINGS, Binding, Command},
    },
};

pub fn lines(app: &App, pen: Palette, area: Rect) -> Vec<Line<'static>> {
    let columns = usize::from(area.width);
    let first = match &app.notice {
        Some(_) => notice(app, pen, columns),
        None => progress(app, pen, columns),
    };
    let mut lines = vec![first];
    lines.extend(keys(app, pen, columns, usize::from(area.height).saturating_sub(1)));
    lines
}

fn notice(app: &App, pen: Palette, columns: usize) -> Line<'static> {
    let Some(notice) = &app.notice else { return Line::default() };
    let args = Args::from([("what".to_owned(), notice.what.as_str().into())]);
    let said = tell::tame(&app.texts().say_with(notice.key, &args)).replace('\n', " ");
    Line::styled(fold::cut(&format!(" {said}"), columns), pen.odd())
}

/// A bar for the course, with its counts.
fn progress(app: &App, pen: Palette, columns: usize) -> Line<'static> {
    let (passed, score) = app.total();
    let all = app.course.exercises.len();
    let args = Args::from([
        ("passed".to_owned(), passed.into()),
        ("all".to_owned(), all.into()),
        ("points".to_owned(), tell::points(app.texts(), score).into()),
        ("of".to_owned(), i64::try_from(score.of).unwrap_or(i64::MAX).into()),
    ]);
    let words = app.texts().say_with("watch-progress", &args);
    let room = columns.saturating_sub(fold::width(&words) + 3).min(30);
    let full = room * passed / all.max(1);
    Line::from(vec![
        Span::raw(" "),
        Span::styled("█".repeat(full), pen.good()),
        Span::styled("░".repeat(room - full), pen.faint()),
        Span::raw(format!(" {words}")),
    ])
}

/// As many keys as fit, in so many lines.
fn keys(app: &App, pen: Palette, columns: usize, rows: usize) -> Vec<Line<'static>> {
    let mut lines = vec![Line::raw(" ")];
    let mut used = 1;
    for (key, words) in wanted(app) {
        let wide = fold::width(&key) + fold::width(&words) + 3;
        if used + wide > columns + 2 {
            if lines.len() == rows.max(1) {
                break;
            }
            lines.push(Line::raw(" "));
            used = 1;
        }
        used += wide;
        if let Some(line) = lines.last_mut() {
            line.spans.push(Span::styled(key, pen.bold()));
            line.spans.push(Span::styled(format!(" {words}  "), pen.faint()));
        }
    }
    lines
}

/// The keys that do something now, with their words.
fn wanted(app: &App) -> Vec<(String, String)> {
    let texts = app.texts();
    let own = |key: &str, word: &str| (key.to_owned(), texts.say(word));
    match &app.view {
        View::Reset => vec![own("y", "watch-key-yes"), own("esc", "watch-key-back")],
        View::List { .. } => vec![
            own("↑↓", "watch-key-choose"),
            own("enter", "watch-key-go"),
            own("/", "watch-key-filter"),
            own("esc", "watch-key-back"),
        ],
        view => {
            let mut keys = Vec::new();
            if *view == View::Timeline {
                keys.push(own("←→", "watch-key-check"));
            }
            if *view != View::Verdict {
                keys.push(own("esc", "watch-key-back"));
            }
            let able = BINDINGS.iter().filter(|binding| is_useful(app, binding));
            keys.extend(able.map(|binding| own(&binding.key.to_string(), binding.word)));
            with_hints(app, &mut keys);
            keys
        }
    }
}

fn is_useful(app: &App, binding: &Binding) -> bool {
    match binding.command {
        Command::Reset => app.pages.can_reset,
        Command::Solution => app.has_passed() && app.pages.solution.is_some(),
        Command::Skip => !app.has_passed(),
        _ => true,
    }
}

/// Beside the key of the hints stands how many are open.
fn with_hints(app: &App, keys: &mut [(String, String)]) {
    let (open, all) = (app.hints_open(), app.reading().hints.len());
    for (key, words) in keys.iter_mut().filter(|_| all > 0) {
        if key == "h" {
            *words = format!("{words} {open}/{all}");
        }
    }
}
