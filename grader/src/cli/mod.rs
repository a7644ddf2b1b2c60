//! The door: what was typed becomes a call of the library, and what came of it an exit code.

mod args;
mod check;
mod doctor;
mod exit;
mod fault;
mod grade;
mod help;
mod list;
mod mistyped;
mod pack;
mod papers;
mod reset;
mod session;
mod show;
mod timeline;
mod verify;
mod watch;
mod way;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use exit::Exit;

use crate::sandbox;

/// Runs the program.
pub fn main() -> ExitCode {
    if let Some(ended) = sandbox::launched() {
        return ended;
    }
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(why) => return mistyped::told(&why),
    };
    if args.no_color {
        anstream::ColorChoice::Never.write_global();
    }
    let texts = session::texts(args.lang);
    let exit = run(&args).unwrap_or_else(|fault| {
        if let Some(sentence) = fault.told(&texts) {
            anstream::eprintln!("{sentence}");
        }
        fault.exit()
    });
    exit.into()
}

fn run(args: &Args) -> Result<Exit, fault::Fault> {
    match args.command.clone().unwrap_or_default() {
        Command::Check(check) => check::run(args, &check),
        Command::Watch(watch) => watch::run(args, &watch),
        Command::List => list::run(args),
        Command::Show(show) => show::run(args, &show),
        Command::Timeline(timeline) => timeline::run(args, &timeline),
        Command::Hint(hint) => way::hint(args, &hint),
        Command::Next => way::next(args),
        Command::Skip(named) => way::skip(args, &named),
        Command::Reset(reset) => reset::run(args, &reset),
        Command::Solution(solution) => way::solution(args, &solution),
        Command::Open(open) => way::open(args, &open.named, open.editor.as_deref()),
        Command::Submit(submit) => pack::submit(args, &submit),
        Command::Update(update) => pack::update(args, &update),
        Command::Grade(wanted) => grade::run(args, &wanted),
        Command::Pack(wanted) => pack::pack(args, &wanted),
        Command::Doctor => doctor::run(args),
        Command::Completions(wanted) => papers::completions(wanted),
        Command::Man => papers::man(),
        Command::Verify(verify) => verify::run(args, &verify),
    }
}
