//! The conversation with the grader: lists the checks, or answers one request and ends.

use std::{
    io,
    process::{self, ExitCode},
};

use contract::kit::record::{Reply, Request};

use super::{
    attempt,
    bench::{Bench, Exercise},
    channel::{self, Grader},
    library,
};

/// `host list` prints the table of checks; `host` alone serves one request.
pub fn main(exercises: &[Exercise]) -> ExitCode {
    #[cfg(unix)]
    if super::parent::end_with_reader(libc::STDOUT_FILENO).is_err() {
        return ExitCode::from(3);
    }
    let done = match std::env::args().nth(1).as_deref() {
        Some("list") => list(exercises),
        None => serve(exercises),
        Some(other) => attempt::other_command(exercises, other),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("host: {why}");
            ExitCode::from(3)
        }
    }
}

fn list(exercises: &[Exercise]) -> io::Result<()> {
    let listings: Vec<_> = exercises.iter().map(|exercise| &exercise.listing).collect();
    println!("{}", serde_json::to_string(&listings)?);
    Ok(())
}

#[allow(clippy::disallowed_methods, reason = "destructors may need code of the loaded submission")]
fn serve(exercises: &[Exercise]) -> io::Result<()> {
    let mut grader = Grader::take_stdout()?;
    let request = channel::request()?;
    match load(exercises, &request) {
        Ok(bench) => attempt::all(&*bench, &request, &mut grader)?,
        Err(why) => grader.tell(&Reply::Refused(why))?,
    }
    grader.tell(&Reply::Done)?;
    // The library stays loaded to the end: its code may be needed by destructors.
    process::exit(0)
}

/// The submission named by the request, ready to be checked.
pub fn load(exercises: &[Exercise], request: &Request) -> Result<Box<dyn Bench>, String> {
    let exercise = exercises
        .iter()
        .find(|exercise| exercise.listing.name == request.exercise)
        .ok_or_else(|| format!("no checks for `{}` in this host", request.exercise))?;
    let library = library::open(&request.library)?;
    let bench = (exercise.load)(&library);
    std::mem::forget(library);
    bench
}
