//! The two private channels: the host's to the grader, and a check process's to the host.
//! Standard output and error are for whatever a submission prints; nothing is read from them.

use std::{
    fs::File,
    io::{self, BufRead, Write},
};

use contract::kit::record::{Record, Reply, Request, Seen};
use serde::{Deserialize, Serialize};

/// The host's end of the channel to the grader.
pub struct Grader {
    line: File,
}

impl Grader {
    /// Takes standard output for itself; from now on prints go where errors go.
    pub fn take_stdout() -> io::Result<Grader> {
        Ok(Grader { line: take_stdout()? })
    }

    #[cfg(unix)]
    pub fn line(&self) -> std::os::fd::RawFd {
        std::os::fd::AsRawFd::as_raw_fd(&self.line)
    }

    pub fn tell(&mut self, reply: &Reply) -> io::Result<()> {
        write_line(&mut self.line, reply)
    }
}

/// Reads the one request and leaves nothing on standard input for a submission to find.
pub fn request() -> io::Result<Request> {
    let mut line = String::new();
    io::stdin().lock().read_line(&mut line)?;
    Ok(serde_json::from_str(&line)?)
}

/// Writes the record of a check, the last thing that its process does.
pub fn record(mut line: File, token: &str, seen: Seen) -> io::Result<()> {
    write_line(&mut line, &Record { token: token.to_owned(), seen })
}

/// What a check's process says instead of a record when the check could not begin.
#[derive(Serialize, Deserialize)]
pub struct Unfit {
    pub token: String,
    pub unfit: String,
}

/// Says so.
#[cfg(unix)]
pub fn unfit(mut line: File, token: &str, why: &io::Error) -> io::Result<()> {
    write_line(&mut line, &Unfit { token: token.to_owned(), unfit: why.to_string() })
}

fn write_line(line: &mut File, value: &impl Serialize) -> io::Result<()> {
    let mut text = serde_json::to_vec(value)?;
    text.push(b'\n');
    line.write_all(&text)
}

/// A token that nobody can guess.
pub fn random_token() -> io::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Takes standard output out of the reach of whatever prints.
#[cfg(unix)]
pub fn take_stdout() -> io::Result<File> {
    use std::os::fd::AsFd;

    let line = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    redirect(libc::STDERR_FILENO, libc::STDOUT_FILENO)?;
    Ok(line)
}

/// Without descriptors to rearrange, prints share the stream; the token tells the lines apart.
#[cfg(not(unix))]
pub fn take_stdout() -> io::Result<File> {
    use std::os::windows::io::AsHandle;

    Ok(File::from(io::stdout().as_handle().try_clone_to_owned()?))
}

/// Makes one descriptor of this process mean what another means.
#[cfg(unix)]
#[allow(unsafe_code, reason = "std has no dup2")]
pub fn redirect(from: std::os::fd::RawFd, to: std::os::fd::RawFd) -> io::Result<()> {
    // SAFETY: both are descriptors of this process.
    match unsafe { libc::dup2(from, to) } {
        -1 => Err(io::Error::last_os_error()),
        _ => Ok(()),
    }
}
