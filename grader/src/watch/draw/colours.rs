//! The colours, and what they are where there are none: nothing is told by colour alone.

use ratatui::style::{Color, Modifier, Style};

/// The styles of the screen.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    pub colour: bool,
}

#[allow(clippy::unused_self, reason = "one palette, whether or not a style has a colour")]
impl Palette {
    fn of(self, colour: Color) -> Style {
        if self.colour { Style::new().fg(colour) } else { Style::new() }
    }

    pub fn plain(self) -> Style {
        Style::new()
    }

    pub fn good(self) -> Style {
        self.of(Color::Green)
    }

    pub fn bad(self) -> Style {
        self.of(Color::Red)
    }

    /// Something that was stopped or left out.
    pub fn odd(self) -> Style {
        self.of(Color::Yellow)
    }

    pub fn yours(self) -> Style {
        self.of(Color::Cyan)
    }

    pub fn code(self) -> Style {
        self.of(Color::Cyan)
    }

    pub fn faint(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    pub fn bold(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The line that the cursor is on.
    pub fn chosen(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// A colour of the compiler's, where colours are wanted.
    pub fn compiler(self, colour: Color) -> Style {
        self.of(colour)
    }
}
