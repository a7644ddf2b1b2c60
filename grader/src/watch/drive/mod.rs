//! The world around the state: the terminal, the keyboard, the saves, the grading. Events come
//! from threads of their own into one queue; orders are carried out here.

mod files;
mod grading;
mod input;
mod screen;
mod work;

use std::{collections::HashMap, io, sync::mpsc, thread};

use self::{screen::Screen, work::Work};
use super::{
    app::{App, Start},
    draw,
    event::{Event, Notice},
    update::update,
};
use crate::{
    grade::Grader,
    model::{Course, Language},
    progress,
    text::Texts,
};

/// Everything that watching needs from outside.
pub struct Setup<'a> {
    pub grader: Grader<'a>,
    pub course: &'a Course,
    /// In the order of [`Language::ALL`].
    pub texts: [Texts; Language::ALL.len()],
    pub language: Language,
    pub colour: bool,
    /// Look at the files again and again instead of waiting for the system to tell of them.
    pub poll: bool,
    /// The exercise to begin with, if one was named.
    pub named: Option<String>,
    /// Puts a stub back; gives what is to be said, a sentence's key and its blank.
    pub reset: &'a dyn Fn(&str) -> (&'static str, String),
}

/// Why the screen cannot be shown any longer.
#[derive(Debug, thiserror::Error)]
pub enum WatchError {
    #[error("the terminal cannot be used: {0}")]
    Screen(#[from] io::Error),
    #[error("a part of the grader is gone")]
    Silent,
}

/// Shows the screen until the student has enough of it.
pub fn run(setup: Setup) -> Result<(), WatchError> {
    let (sender, events) = mpsc::channel();
    let paths = setup.grader.paths;
    let names: Vec<String> =
        setup.course.exercises.iter().map(|exercise| exercise.name.clone()).collect();
    let modules = files::Modules::new(paths, names);
    let mut app = App::new(Start {
        course: setup.course.clone(),
        texts: setup.texts,
        language: setup.language,
        colour: setup.colour,
        size: screen::size()?,
        progress: progress::read(paths),
        sources: modules.sources(),
        named: setup.named,
    });
    let exercises = &setup.course.exercises;
    let by_name: HashMap<&str, _> =
        exercises.iter().map(|exercise| (&*exercise.name, exercise)).collect();
    let (by_name, grader, reset) = (&by_name, setup.grader, setup.reset);
    // Whatever ends this block drops what is in it, and every thread notices that its
    // counterpart is gone.
    thread::scope(move |scope| {
        let (jobs, todo) = mpsc::channel();
        let watched = files::watch(modules, setup.poll, sender.clone());
        app.notice.clone_from(&watched.notice);
        let told = sender.clone();
        scope.spawn(move || grading::work(grader, by_name, &todo, &told));
        let _signals = input::signals(sender.clone())?;
        let events = events;
        let mut screen = Screen::open()?;
        let gate = input::Gate::default();
        let keyboard = gate.clone();
        scope.spawn(move || input::keys(&keyboard, &sender));
        let mut work = Work::new(paths, reset, jobs, gate);
        follow(&mut app, &events, &mut screen, &mut work)
    })
}

/// Event after event, until somebody wants to leave.
fn follow(
    app: &mut App,
    events: &mpsc::Receiver<Event>,
    screen: &mut Screen,
    work: &mut Work,
) -> Result<(), WatchError> {
    let mut orders = app.begin();
    loop {
        for order in orders.drain(..) {
            if work.carry_out(order, app, screen)?.is_break() {
                return Ok(());
            }
        }
        screen.terminal.draw(|frame| draw::draw(app, frame))?;
        // The first event wakes; what is there beside it is taken along into the same picture.
        let mut event = Some(next(app, events)?);
        while let Some(one) = event {
            orders.extend(update(app, one));
            event = if orders.is_empty() { events.try_recv().ok() } else { None };
        }
    }
}

/// The next event that changes something: an idle screen is not drawn again and again.
fn next(app: &App, events: &mpsc::Receiver<Event>) -> Result<Event, WatchError> {
    loop {
        match events.recv() {
            Ok(Event::Tick) if app.running.is_none() => {}
            Ok(event) => return Ok(event),
            Err(mpsc::RecvError) => return Err(WatchError::Silent),
        }
    }
}

/// Something to be said, as an event.
fn told(key: &'static str, what: impl Into<String>) -> Event {
    Event::Told(Notice::new(key, what))
}
