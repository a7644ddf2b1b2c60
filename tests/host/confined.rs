//! Locking the process of a check in, where the grader asks for it. What cannot be locked in is
//! not run: that is told as the grader's trouble and never as a failed check.

#[cfg(target_os = "linux")]
mod linux;

use std::io;

use contract::kit::record::Request;

#[cfg(target_os = "linux")]
pub use linux::Cell;

/// Nobody can make one here.
#[cfg(not(target_os = "linux"))]
pub enum Cell {}

#[cfg(not(target_os = "linux"))]
impl Cell {
    pub fn lock(&self) -> Result<(), String> {
        match *self {}
    }
}

/// Locks the host in, if the request asks for it; every check is then locked further in.
pub fn enter(request: &Request) -> io::Result<Option<Cell>> {
    let Some(confinement) = &request.confinement else { return Ok(None) };
    #[cfg(target_os = "linux")]
    return Cell::enter(confinement).map(Some).map_err(io::Error::other);
    #[cfg(not(target_os = "linux"))]
    {
        let _ = confinement;
        Err(io::Error::other("this platform has no way to lock a check in"))
    }
}
