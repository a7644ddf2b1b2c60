//! What there is to read beside the verdict: the statement, hints, the solution, the help.

use ratatui::text::{Line, Span};

use super::{Page, colours::Palette, fold, markdown};
use crate::{
    text::Args,
    watch::{
        app::App,
        key::{BINDINGS, Command},
    },
};

pub fn statement(app: &App, pen: Palette, columns: usize) -> Vec<Line<'static>> {
    markdown::lines(&app.reading().statement, columns, pen)
}

/// The hints that are open, and where the last of them begins.
pub fn hints(app: &App, pen: Palette, columns: usize) -> Page {
    let (open, hints) = (app.hints_open(), &app.reading().hints);
    let mut page = Page::default();
    for (number, hint) in hints.iter().take(open).enumerate() {
        page.begin = page.lines.len();
        let args = numbered(app, number + 1, hints.len());
        let title = app.texts().say_with("way-hint", &args);
        page.lines.push(Line::styled(format!(" {title}"), pen.bold()));
        page.lines.push(Line::default());
        page.lines.extend(markdown::lines(hint, columns, pen));
        page.lines.push(Line::default());
    }
    let more = if open < hints.len() { "watch-more-hints" } else { "watch-all-hints" };
    page.lines.extend(fold::words(&app.texts().say(more), columns, 1, pen.faint()));
    page
}

fn numbered(app: &App, number: usize, all: usize) -> Args {
    Args::from([
        ("exercise".to_owned(), app.name().into()),
        ("number".to_owned(), number.into()),
        ("all".to_owned(), all.into()),
    ])
}

/// What to take away, and the reference.
pub fn solution(app: &App, pen: Palette, columns: usize) -> Vec<Line<'static>> {
    let Some(solution) = &app.pages.solution else { return Vec::new() };
    let mut lines = markdown::lines(solution.takeaway(app.language), columns, pen);
    lines.push(Line::default());
    lines.push(Line::styled(format!(" solutions/{}.rs", app.name()), pen.bold()));
    lines.push(Line::default());
    for line in solution.module.lines() {
        let style = if line.trim_start().starts_with("//") { pen.faint() } else { pen.code() };
        let line = Line::styled(format!("  {}", line.replace('\t', "    ")), style);
        lines.extend(fold::hard(line, columns));
    }
    lines
}

pub fn reset(app: &App, pen: Palette, columns: usize) -> Vec<Line<'static>> {
    let args = Args::from([("what".to_owned(), app.name().into())]);
    fold::words(&app.texts().say_with("watch-reset-sure", &args), columns, 1, pen.bold())
}

pub fn help(app: &App, pen: Palette, columns: usize) -> Vec<Line<'static>> {
    let texts = app.texts();
    let mut lines = fold::words(&texts.say("watch-help"), columns, 1, pen.plain());
    lines.push(Line::default());
    let useful = |command| command != Command::Reset || app.pages.can_reset;
    let own = BINDINGS.iter().filter(|binding| useful(binding.command));
    let mut keys: Vec<(String, String)> =
        own.map(|binding| (binding.key.to_string(), texts.say(binding.help))).collect();
    keys.push(("↑ ↓".to_owned(), texts.say("watch-help-scroll")));
    keys.push(("esc".to_owned(), texts.say("watch-help-back")));
    for (key, help) in keys {
        let mut help = fold::words(&help, columns, 6, pen.plain());
        if let Some(first) = help.first_mut() {
            let text = first.to_string().split_off(6);
            *first = Line::from(vec![
                Span::styled(format!(" {}", fold::padded(&key, 5)), pen.bold()),
                Span::raw(text),
            ]);
        }
        lines.extend(help);
    }
    lines.push(Line::default());
    lines.extend(fold::words(&texts.say("watch-help-signs"), columns, 1, pen.faint()));
    lines
}
