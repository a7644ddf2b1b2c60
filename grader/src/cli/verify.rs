//! `grader verify`: the matrix, cell by cell.

use std::{
    fmt::Write as _,
    io::Write,
    sync::atomic::{AtomicUsize, Ordering},
};

use anstyle::{AnsiColor, Style};

use super::{
    args::{Args, Verify},
    exit::Exit,
    fault::Fault,
    session::Session,
};
use crate::{
    author::{
        load::Load,
        matrix::{self, Cell, Complaint, Role, Words},
    },
    grade,
    text::{Args as Facts, Texts},
};

const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default();

pub fn run(args: &Args, verify: &Verify) -> Result<Exit, Fault> {
    let mut session = Session::open(args)?;
    if session.is_pack() {
        return Err(Fault::usage("verify-of-pack"));
    }
    session.take_sandbox(verify.sandboxed, 0)?;
    let mut cells = Vec::new();
    for exercise in session.chosen(&verify.names)? {
        let folder = session.paths.judge(&exercise.name);
        let of_exercise = matrix::cells(&session.paths, exercise);
        cells.extend(of_exercise.map_err(|why| Fault::disk(&folder, &why))?);
    }
    let build = session.build_shown()?;
    let grader = session.grader(&build, None);
    let load = verify.load.then(|| Load::start(2 * grade::cores()));
    let wrong = AtomicUsize::new(0);
    matrix::judge(&grader, &cells, verify.repeat, |cell, complaints| {
        wrong.fetch_add(usize::from(!complaints.is_empty()), Ordering::Relaxed);
        // A closed pipe ends the printing, not the proof.
        let _ = tell(&session, cell, complaints);
    })?;
    drop(load);
    let wrong = wrong.into_inner();
    writeln!(anstream::stdout(), "{}", summary(&session.texts, verify, cells.len(), wrong))?;
    Ok(Exit::passed_if(wrong == 0))
}

fn tell(session: &Session, cell: &Cell, complaints: &[Complaint]) -> std::io::Result<()> {
    let (mark, style) = if complaints.is_empty() { ("✓", GOOD) } else { ("✗", BAD) };
    let role = session.texts.say(match cell.role {
        Role::Reference => "verify-role-reference",
        Role::Accepted => "verify-role-accepted",
        Role::Mutant => "verify-role-mutant",
        Role::Stub => "verify-role-stub",
    });
    let path = session.paths.shown(&cell.path);
    let mut text = format!("{style}{mark}{style:#} {} {role} {path}\n", cell.exercise.name);
    for complaint in complaints {
        let told = |words: &Words| session.texts.say_with(words.key, &words.args);
        let facts = Facts::from([
            ("expected".to_owned(), told(&complaint.expected).into()),
            ("seen".to_owned(), told(&complaint.seen).into()),
        ]);
        let said = session.texts.say_with("verify-complaint", &facts);
        let check = match complaint.check.as_str() {
            "" => String::new(),
            check => format!("{check}: "),
        };
        let _ = writeln!(text, "    {check}{said}");
    }
    // In one piece: several cells are told at the same time.
    anstream::stdout().lock().write_all(text.as_bytes())
}

fn summary(texts: &Texts, verify: &Verify, cells: usize, wrong: usize) -> String {
    let counts =
        Facts::from([("cells".to_owned(), cells.into()), ("wrong".to_owned(), wrong.into())]);
    let mut summary = texts.say_with("verify-done", &counts);
    if verify.repeat > 1 {
        let repeat = Facts::from([("repeat".to_owned(), verify.repeat.into())]);
        summary = format!("{summary}, {}", texts.say_with("verify-repeated", &repeat));
    }
    if verify.load {
        summary = format!("{summary}, {}", texts.say("verify-loaded"));
    }
    summary
}
