//! What an event does to the state, and what the state then wants done.

use super::{
    app::{App, View},
    draw,
    event::{Change, Event, Key, Notice, Order, Over},
    key::{self, Command},
};
use crate::model::{self, Language};

/// Takes an event in.
pub fn update(app: &mut App, event: Event) -> Vec<Order> {
    match event {
        Event::Key(key) => pressed(app, key),
        Event::Resized(columns, rows) => {
            app.size = (columns, rows);
            scroll(app, 0);
            Vec::new()
        }
        Event::Saved { exercise, source } => saved(app, exercise, source),
        Event::Graded { run, event } if run == app.run => graded(app, event),
        Event::Over { run, how } if run == app.run => over(app, how),
        // News of a run whose place was taken by another.
        Event::Graded { .. } | Event::Over { .. } => Vec::new(),
        Event::Remembered(progress) => {
            app.progress = progress;
            scroll(app, 0);
            Vec::new()
        }
        Event::Opened(pages) => {
            if pages.exercise == app.name() {
                app.pages = *pages;
            }
            Vec::new()
        }
        Event::Told(notice) => {
            app.notice = Some(notice);
            Vec::new()
        }
        Event::Tick => {
            app.running.iter_mut().for_each(|running| running.beats += 1);
            Vec::new()
        }
        Event::Quit => vec![Order::Quit],
    }
}

/// A save of the current module grades it anew; one of another module leads there, unless the
/// student chose where to be.
fn saved(app: &mut App, exercise: String, source: Option<String>) -> Vec<Order> {
    match source {
        Some(source) => app.sources.insert(exercise.clone(), source),
        None => app.sources.remove(&exercise),
    };
    if exercise == app.name() {
        return vec![app.grade(vec![exercise])];
    }
    let place = app.course.exercises.iter().position(|other| other.name == exercise);
    match place {
        Some(place) if !app.chosen => {
            let mut orders = app.enter(place);
            orders.push(Order::Remember(Change::Current(exercise)));
            orders
        }
        Some(_) => {
            app.elsewhere = place;
            app.notice = Some(Notice::new("watch-saved-elsewhere", exercise));
            Vec::new()
        }
        None => Vec::new(),
    }
}

fn graded(app: &mut App, event: model::Event) -> Vec<Order> {
    let Some(running) = &mut app.running else { return Vec::new() };
    match event {
        model::Event::Started { exercises, .. } => {
            running.planned = exercises.iter().map(|planned| planned.checks).sum();
            Vec::new()
        }
        model::Event::Checked { exercise, check } => {
            running.over.push((exercise, *check));
            Vec::new()
        }
        model::Event::Graded { verdict } => {
            if verdict.exercise == app.name() {
                app.picture = 0;
                if app.view == View::Verdict {
                    app.scroll = 0;
                }
            }
            let passed = verdict.passed();
            app.verdicts.insert(verdict.exercise.clone(), (*verdict).clone());
            scroll(app, 0);
            if passed { vec![Order::Remember(Change::Passed(verdict))] } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

fn over(app: &mut App, how: Over) -> Vec<Order> {
    app.running = None;
    if let Over::Failed(why) = how {
        app.notice = Some(Notice::new("watch-failed", why));
    }
    Vec::new()
}

fn pressed(app: &mut App, key: Key) -> Vec<Order> {
    app.notice = None;
    match (key, &app.view) {
        (Key::Interrupt, _) => vec![Order::Quit],
        (_, View::List { .. }) => in_list(app, key),
        (_, View::Reset) => in_reset(app, key),
        (Key::Escape, View::Verdict) => Vec::new(),
        (Key::Escape, _) => show(app, View::Verdict),
        (Key::Enter, _) => match app.elsewhere {
            Some(place) => go(app, place),
            None => show(app, View::Verdict),
        },
        (Key::Left | Key::Right, View::Timeline) => {
            let all = app.pictures().len().max(1);
            let step = if key == Key::Left { all - 1 } else { 1 };
            app.picture = (app.picture + step) % all;
            app.scroll = 0;
            Vec::new()
        }
        (Key::Char(' '), _) => in_page(app, Key::PageDown),
        (Key::Char(letter), _) => {
            key::command(letter).map_or_else(Vec::new, |command| commanded(app, command))
        }
        _ => in_page(app, key),
    }
}

fn commanded(app: &mut App, command: Command) -> Vec<Order> {
    let exercise = app.name().to_owned();
    match command {
        Command::Next => next(app),
        Command::Previous => {
            let all = app.course.exercises.len();
            go(app, (app.current + all - 1) % all)
        }
        Command::Hint => hint(app),
        Command::Statement => show(app, View::Statement),
        Command::Timeline => show(app, View::Timeline),
        Command::Help => show(app, View::Help),
        Command::List => {
            let list = View::List { typed: None, selected: app.current };
            show(app, list)
        }
        Command::Jump => show(app, View::List { typed: Some(String::new()), selected: 0 }),
        Command::Solution => solution(app),
        Command::Skip => skip(app),
        Command::All => {
            let selected = app.current;
            let names = app.course.exercises.iter().map(|exercise| exercise.name.clone());
            let grade = names.collect();
            app.view = View::List { typed: None, selected };
            vec![app.grade(grade)]
        }
        Command::Language => {
            app.language = match app.language {
                Language::En => Language::Ru,
                Language::Ru => Language::En,
            };
            scroll(app, 0);
            Vec::new()
        }
        Command::Editor => vec![Order::Edit { exercise }],
        Command::Reset if app.pages.can_reset => show(app, View::Reset),
        Command::Reset => told(app, "watch-no-reset"),
        Command::Quit => vec![Order::Quit],
    }
}

/// Shows a view; asking for the one that is shown leads back.
fn show(app: &mut App, view: View) -> Vec<Order> {
    app.view = if app.view == view { View::Verdict } else { view };
    app.scroll = 0;
    Vec::new()
}

fn told(app: &mut App, key: &'static str) -> Vec<Order> {
    app.notice = Some(Notice::new(key, app.name()));
    Vec::new()
}

/// The student's own choice, which is remembered.
fn go(app: &mut App, place: usize) -> Vec<Order> {
    app.chosen = true;
    let mut orders = app.enter(place);
    orders.push(Order::Remember(Change::Current(app.name().to_owned())));
    orders
}

/// After a pass the next open exercise, before it simply the one behind.
fn next(app: &mut App) -> Vec<Order> {
    let exercises = &app.course.exercises;
    let behind = (app.current + 1) % exercises.len();
    if !app.verdict().is_some_and(model::Verdict::passed) {
        return go(app, behind);
    }
    let open = next_open(app);
    let mut orders = go(app, open.unwrap_or(behind));
    if open.is_none() {
        orders.extend(told(app, "way-all-done"));
    }
    orders
}

fn next_open(app: &App) -> Option<usize> {
    let exercises = &app.course.exercises;
    let source = |name: &str| app.sources.get(name).cloned();
    let open = app.progress.next(exercises, Some(app.name()), source)?;
    exercises.iter().position(|other| other.name == open.name)
}

/// Puts the exercise aside and goes on to the next open one; one that is aside is open again.
fn skip(app: &mut App) -> Vec<Order> {
    if app.has_passed() {
        return told(app, "watch-not-skipped");
    }
    let exercise = app.name().to_owned();
    let track = app.progress.track_mut(&exercise);
    track.skipped = !track.skipped;
    let skipped = track.skipped;
    let said = if skipped { "watch-skipped" } else { "watch-taken-back" };
    let notice = Notice::new(said, exercise.clone());
    let mut orders = vec![Order::Remember(Change::Skipped { exercise, skipped })];
    if let Some(place) = next_open(app).filter(|_| skipped) {
        orders.extend(go(app, place));
    }
    app.notice = Some(notice);
    orders
}

/// Opens the pane of hints with what was opened before, or, when it is open, one more.
fn hint(app: &mut App) -> Vec<Order> {
    let (open, all) = (app.hints_open(), app.reading().hints.len());
    let one_more = app.view == View::Hints || open == 0;
    app.view = View::Hints;
    if !one_more || open == all {
        app.scroll = draw::last_hint(app);
        return Vec::new();
    }
    let exercise = app.name().to_owned();
    app.progress.track_mut(&exercise).hints = open + 1;
    app.scroll = draw::last_hint(app);
    scroll(app, 0);
    vec![Order::Remember(Change::Hints { exercise, opened: open + 1 })]
}

fn solution(app: &mut App) -> Vec<Order> {
    if let Some(why) = &app.pages.unreadable {
        app.notice = Some(why.clone());
        return Vec::new();
    }
    match (app.pages.solution.is_some(), app.has_passed()) {
        (false, _) => told(app, "watch-no-solution"),
        (true, false) => told(app, "watch-not-passed"),
        (true, true) => show(app, View::Solution),
    }
}

fn in_reset(app: &mut App, key: Key) -> Vec<Order> {
    app.view = View::Verdict;
    match key {
        Key::Char('y' | 'Y' | 'д' | 'Д') => {
            vec![Order::Reset { exercise: app.name().to_owned() }]
        }
        _ => Vec::new(),
    }
}

fn in_list(app: &mut App, key: Key) -> Vec<Order> {
    let listed = app.listed();
    let View::List { typed, selected } = &mut app.view else { return Vec::new() };
    let last = listed.len().saturating_sub(1);
    match (key, &mut *typed) {
        (Key::Up, _) => *selected = selected.saturating_sub(1),
        (Key::Down, _) => *selected = (*selected + 1).min(last),
        (Key::PageUp, _) => *selected = selected.saturating_sub(8),
        (Key::PageDown, _) => *selected = (*selected + 8).min(last),
        (Key::Home, _) => *selected = 0,
        (Key::End, _) => *selected = last,
        (Key::Enter, _) => {
            return listed.get(*selected).map_or_else(Vec::new, |place| go(app, *place));
        }
        (Key::Escape, _) => return show(app, View::Verdict),
        (Key::Backspace, Some(text)) => {
            text.pop();
            *selected = 0;
        }
        (Key::Char(letter), Some(text)) => {
            text.push(letter);
            *selected = 0;
        }
        (Key::Char('/'), None) => *typed = Some(String::new()),
        (Key::Char(letter), None) => {
            return key::command(letter).map_or_else(Vec::new, |command| commanded(app, command));
        }
        _ => {}
    }
    Vec::new()
}

fn in_page(app: &mut App, key: Key) -> Vec<Order> {
    let page = isize::try_from(draw::rows(app)).unwrap_or(1).max(2) - 1;
    let whole = isize::try_from(u32::MAX).unwrap_or(isize::MAX);
    scroll(
        app,
        match key {
            Key::Up => -1,
            Key::Down => 1,
            Key::PageUp => -page,
            Key::PageDown => page,
            Key::Home => -whole,
            Key::End => whole,
            _ => 0,
        },
    );
    Vec::new()
}

/// Moves the body, as far as there is something to see.
fn scroll(app: &mut App, by: isize) {
    let last = draw::length(app).saturating_sub(draw::rows(app));
    app.scroll = app.scroll.saturating_add_signed(by).min(last);
}
