//! One process per check: by fork where there is fork, else by starting the host anew.

use std::io;

use contract::kit::record::Request;

use super::{
    bench::{Bench, Exercise},
    channel::Grader,
    spawned,
};

/// Runs every check of the request, each in a process of its own, and tells each as it ends.
pub fn all(bench: &dyn Bench, request: &Request, grader: &mut Grader) -> io::Result<()> {
    #[cfg(unix)]
    if request.fork {
        return super::forked::all(bench, request, grader);
    }
    if request.confinement.is_some() {
        return Err(io::Error::other("only forked checks can be locked in"));
    }
    let _ = bench;
    spawned::all(request, grader)
}

/// The one command that is no conversation with the grader: being a check's process.
pub fn other_command(exercises: &[Exercise], command: &str) -> io::Result<()> {
    match command {
        spawned::COMMAND => spawned::one(exercises),
        _ => Err(io::Error::other(format!("unknown command `{command}`"))),
    }
}
