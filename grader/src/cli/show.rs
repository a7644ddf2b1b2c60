//! `grader show`: the statement of an exercise, without its hints.

use std::io::Write;

use super::{
    args::{Args, Show},
    exit::Exit,
    fault::Fault,
    session::Session,
};
use crate::course;

pub fn run(args: &Args, show: &Show) -> Result<Exit, Fault> {
    let session = Session::open(args)?;
    let exercise = session.exercise(&show.name)?;
    let language = session.texts.language;
    let statement = course::read_statement(&session.paths, &exercise.name, language)?;
    writeln!(anstream::stdout(), "{}", statement.page)?;
    Ok(Exit::Passed)
}
