//! The keyboard, the window and the system's signals, as events.

use std::{
    io,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc},
    time::Duration,
};

use ratatui::crossterm::event::{
    self, Event as Typed, KeyCode, KeyEvent, KeyEventKind, KeyModifiers,
};

use crate::watch::event::{Event, Key};

/// How often time goes by, and how soon the keyboard is given up.
const TICK: Duration = Duration::from_millis(100);

/// Lets the keyboard be read, or somebody else read it.
#[derive(Clone, Default)]
pub struct Gate {
    state: Arc<(Mutex<State>, Condvar)>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum State {
    #[default]
    Open,
    /// Somebody wants it closed.
    Closing,
    Closed,
}

impl Gate {
    /// Comes back when nobody reads the keyboard any more.
    pub fn close(&self) {
        let mut state = self.lock();
        *state = State::Closing;
        while *state != State::Closed {
            let waited = self.state.1.wait_timeout(state, TICK * 20);
            let (back, late) = waited.unwrap_or_else(PoisonError::into_inner);
            state = back;
            // Whoever reads it is gone.
            if late.timed_out() {
                return;
            }
        }
    }

    pub fn open(&self) {
        *self.lock() = State::Open;
        self.state.1.notify_all();
    }

    /// Waits while the gate is closed.
    fn pass(&self) {
        let mut state = self.lock();
        while *state != State::Open {
            *state = State::Closed;
            self.state.1.notify_all();
            state = self.state.1.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Tells keys, sizes and that time goes by, until nobody listens.
pub fn keys(gate: &Gate, tell: &mpsc::Sender<Event>) {
    loop {
        gate.pass();
        let event = match event::poll(TICK) {
            Ok(false) => Some(Event::Tick),
            Ok(true) => match event::read() {
                Ok(typed) => known(&typed),
                Err(_) => Some(Event::Quit),
            },
            // The terminal is gone, and with it whoever could press a key.
            Err(_) => Some(Event::Quit),
        };
        let last = matches!(event, Some(Event::Quit));
        if event.is_some_and(|event| tell.send(event).is_err()) || last {
            return;
        }
    }
}

fn known(typed: &Typed) -> Option<Event> {
    match typed {
        Typed::Resize(columns, rows) => Some(Event::Resized(*columns, *rows)),
        Typed::Key(key) if key.kind != KeyEventKind::Release => named(key).map(Event::Key),
        _ => None,
    }
}

fn named(key: &KeyEvent) -> Option<Key> {
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        // The same key on a Russian keyboard.
        return matches!(key.code, KeyCode::Char('c' | 'с')).then_some(Key::Interrupt);
    }
    if key.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    Some(match key.code {
        KeyCode::Char(letter) => Key::Char(letter),
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::Enter => Key::Enter,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Esc => Key::Escape,
        _ => return None,
    })
}

/// Hears the system's wishes until it is dropped.
pub struct Signals {
    #[cfg(unix)]
    handle: signal_hook::iterator::Handle,
}

/// A wish to end is an event like any other, so that the terminal is given back.
#[cfg(unix)]
pub fn signals(tell: mpsc::Sender<Event>) -> io::Result<Signals> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    let handle = signals.handle();
    std::thread::spawn(move || {
        // Ctrl+C comes as a key. As a signal it comes only while an editor has the terminal,
        // and then it is meant for the editor.
        let wishes = signals.forever().filter(|signal| *signal != SIGINT);
        wishes.map(|_| tell.send(Event::Quit)).find(Result::is_err);
    });
    Ok(Signals { handle })
}

#[cfg(unix)]
impl Drop for Signals {
    fn drop(&mut self) {
        self.handle.close();
    }
}

#[cfg(not(unix))]
pub fn signals(_tell: mpsc::Sender<Event>) -> io::Result<Signals> {
    Ok(Signals {})
}
