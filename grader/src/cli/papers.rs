//! `grader completions` and `grader man`: what shells and manuals want to know of the command
//! line, made from the command line itself.

use std::io::{self, Write};

use clap::CommandFactory;

use super::{
    args::{Args, Completions},
    exit::Exit,
    fault::Fault,
};

pub fn completions(wanted: Completions) -> Result<Exit, Fault> {
    // Gathered first: the generator panics when its reader is gone.
    let mut text = Vec::new();
    clap_complete::generate(wanted.shell, &mut Args::command(), "grader", &mut text);
    io::stdout().write_all(&text)?;
    Ok(Exit::Passed)
}

pub fn man() -> Result<Exit, Fault> {
    let mut text = Vec::new();
    clap_mangen::Man::new(Args::command()).render(&mut text)?;
    io::stdout().write_all(&text)?;
    Ok(Exit::Passed)
}
