//! The terminal: taken over, lent to an editor, and given back in whatever way the program ends.

use std::{io, panic, sync::Once};

use ratatui::{
    Terminal,
    backend::CrosstermBackend,
    crossterm::{
        cursor, execute,
        terminal::{
            self, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
        },
    },
    layout::{Position, Rect},
};

/// The terminal while it is the grader's. It is given back when this is dropped.
pub struct Screen {
    pub terminal: Terminal<CrosstermBackend<io::Stdout>>,
}

impl Screen {
    pub fn open() -> io::Result<Screen> {
        give_back_on_panic();
        // From here on a failure gives the terminal back, too.
        let mut screen = Screen { terminal: Terminal::new(CrosstermBackend::new(io::stdout()))? };
        screen.enter()?;
        Ok(screen)
    }

    pub fn enter(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        execute!(io::stdout(), EnterAlternateScreen, cursor::Hide)?;
        // Not `clear`, which asks the terminal where its cursor is: not every terminal answers, and
        // the keyboard's thread would take the answer for typed letters.
        let size = self.terminal.size()?;
        self.terminal.resize(Rect::from((Position::ORIGIN, size)))
    }

    /// Lends the terminal to somebody else, until `enter`.
    pub fn leave() -> io::Result<()> {
        give_back()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // There is nobody left to be told.
        let _ = give_back();
    }
}

pub fn size() -> io::Result<(u16, u16)> {
    terminal::size()
}

/// Both halves are tried, whatever becomes of the other.
fn give_back() -> io::Result<()> {
    let left = execute!(io::stdout(), LeaveAlternateScreen, cursor::Show);
    disable_raw_mode().and(left)
}

/// A panic is read on the ordinary screen.
#[allow(clippy::disallowed_methods, reason = "a panic's words must not vanish with the screen")]
fn give_back_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            let _ = give_back();
            before(panic);
        }));
    });
}
