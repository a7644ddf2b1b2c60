//! A program that takes the terminal for a while: the student's editor.

use std::{io, path::Path, process::Command};

/// Runs the program on the file and waits for it; gives whether it was content. The command may
/// carry arguments, as `code --wait` does.
pub fn foreground(command: &str, file: &Path) -> io::Result<bool> {
    let mut words = command.split_whitespace();
    let program = words.next().ok_or(io::ErrorKind::NotFound)?;
    #[allow(clippy::disallowed_methods, reason = "programs are started in this room")]
    let status = Command::new(program).args(words).arg(file).status()?;
    Ok(status.success())
}
