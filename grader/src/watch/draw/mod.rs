//! The picture of the state: a head that never scrolls away, a body, a foot with the keys.

mod ansi;
mod bars;
mod colours;
mod fold;
mod foot;
mod head;
mod list;
mod markdown;
mod pages;
mod verdict;

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Text},
    widgets::Paragraph,
};

use self::colours::Palette;
use super::app::{App, View};

/// Smaller windows get a sentence.
const LEAST: (u16, u16) = (40, 10);
/// From so many columns on, two panes stand side by side.
const WIDE: u16 = 110;

/// Something to be scrolled.
#[derive(Debug, Default)]
struct Page {
    lines: Vec<Line<'static>>,
    /// The line at which it is opened.
    begin: usize,
}

/// The parts of the screen.
#[derive(Clone, Copy, Debug)]
struct Areas {
    head: Rect,
    /// The line that says what the body is and where in it one is.
    rule: Rect,
    /// What scrolls.
    body: Rect,
    /// What stands beside it.
    beside: Option<Rect>,
    foot: Rect,
}

pub fn draw(app: &App, frame: &mut Frame) {
    let area = frame.area();
    if area.width < LEAST.0 || area.height < LEAST.1 {
        return too_small(app, frame);
    }
    let areas = areas(app, (area.width, area.height));
    let pen = pen(app);
    frame.render_widget(Text::from(head::lines(app, pen, areas.head)), areas.head);
    let page = page(app, areas.body.width);
    let line = rule(app, pen, &page, areas);
    frame.render_widget(line, areas.rule);
    // A page may have become shorter since it was scrolled.
    let first = app.scroll.min(page.lines.len().saturating_sub(areas.body.height.into()));
    let seen = page.lines.into_iter().skip(first).take(areas.body.height.into());
    frame.render_widget(Text::from(seen.collect::<Vec<_>>()), areas.body);
    if let Some(beside) = areas.beside {
        let lines = match app.view {
            View::Verdict => verdict::checks(app, pen, beside.width.into()),
            _ => verdict::page(app, pen, beside.width.into(), false),
        };
        frame.render_widget(Text::from(lines), beside);
    }
    frame.render_widget(Text::from(foot::lines(app, pen, areas.foot)), areas.foot);
}

/// How many lines the body has room for.
pub fn rows(app: &App) -> usize {
    areas(app, app.size).body.height.into()
}

/// How many lines the page in the body has.
pub fn length(app: &App) -> usize {
    page(app, areas(app, app.size).body.width).lines.len()
}

/// The line at which the hint begins that was opened last.
pub fn last_hint(app: &App) -> usize {
    pages::hints(app, pen(app), areas(app, app.size).body.width.into()).begin
}

fn pen(app: &App) -> Palette {
    Palette { colour: app.colour }
}

fn areas(app: &App, (columns, rows): (u16, u16)) -> Areas {
    let rows = rows.max(LEAST.1);
    // Where lines are dear, the marks of the checks and the second line of keys are left out.
    let head = if rows < 14 { 2 } else { 3 };
    let foot = if rows < 18 { 2 } else { 3 };
    let body = Rect::new(0, head + 1, columns, rows - head - foot - 1);
    let (body, beside) = side_by_side(app, body);
    Areas {
        head: Rect::new(0, 0, columns, head),
        rule: Rect::new(0, head, columns, 1),
        body,
        beside,
        foot: Rect::new(0, rows - foot, columns, foot),
    }
}

/// In a wide window the verdict stays on the left, whatever else is opened.
fn side_by_side(app: &App, body: Rect) -> (Rect, Option<Rect>) {
    if body.width < WIDE || matches!(app.view, View::List { .. }) {
        return (body, None);
    }
    let left = Rect { width: body.width * 11 / 20, ..body };
    let right = Rect { x: left.width + 2, width: body.width - left.width - 2, ..body };
    if app.view == View::Verdict { (left, Some(right)) } else { (right, Some(left)) }
}

fn page(app: &App, width: u16) -> Page {
    let (pen, columns) = (pen(app), usize::from(width));
    let of = |lines| Page { lines, begin: 0 };
    match &app.view {
        View::Verdict => of(verdict::page(app, pen, columns, app.size.0 < WIDE)),
        View::Statement => of(pages::statement(app, pen, columns)),
        View::Hints => pages::hints(app, pen, columns),
        View::Timeline => of(verdict::timeline(app, pen, columns)),
        View::Solution => of(pages::solution(app, pen, columns)),
        View::List { typed, selected } => {
            let rows = areas(app, app.size).body.height;
            of(list::lines(app, pen, typed.as_deref(), *selected, rows.into()))
        }
        View::Reset => of(pages::reset(app, pen, columns)),
        View::Help => of(pages::help(app, pen, columns)),
    }
}

/// A line with the name of the view and the part of it that is seen.
fn rule(app: &App, pen: Palette, page: &Page, areas: Areas) -> Line<'static> {
    let title = app.texts().say(match app.view {
        View::Verdict => "watch-view-verdict",
        View::Statement => "watch-view-statement",
        View::Hints => "watch-view-hints",
        View::Timeline => "watch-view-timeline",
        View::Solution => "watch-view-solution",
        View::List { .. } => "watch-view-list",
        View::Reset => "watch-view-reset",
        View::Help => "watch-view-help",
    });
    let (all, room) = (page.lines.len(), usize::from(areas.body.height));
    let first = app.scroll.min(all.saturating_sub(room));
    let place = if all > room {
        format!(" {}-{}/{all} ", first + 1, (first + room).min(all))
    } else {
        String::new()
    };
    let title = format!("── {title} ");
    let used = fold::width(&title) + fold::width(&place) + 2;
    let line = "─".repeat(usize::from(areas.rule.width).saturating_sub(used));
    Line::styled(format!("{title}{line}{place}──"), pen.faint())
}

fn too_small(app: &App, frame: &mut Frame) {
    let width = usize::from(frame.area().width.max(1));
    let sentence = app.texts().say("watch-too-small");
    let lines = crate::tell::lines(&sentence, width).into_iter().map(Line::raw);
    frame.render_widget(Paragraph::new(lines.collect::<Vec<_>>()), frame.area());
}
