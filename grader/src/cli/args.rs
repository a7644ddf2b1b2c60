//! What can be typed. Nothing here looks at the world.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

use crate::model::Language;

/// Grades the exercises of async-dojo and says why something failed.
#[derive(Clone, Debug, Parser)]
#[command(name = "grader", version, after_help = EXIT_CODES)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,

    /// The course's folder [default: the one you are in]
    #[arg(long, global = true, value_name = "DIR")]
    pub course: Option<PathBuf>,

    /// The language of reports and statements [default: `DOJO_LANG`, then the locale]
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<Spoken>,

    /// No colour; the variable `NO_COLOR` does the same
    #[arg(long, global = true)]
    pub no_color: bool,

    /// Start a new process for every check, as on platforms without fork
    #[arg(long, global = true, hide = true)]
    pub no_fork: bool,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  every check passed
  1  something did not pass
  2  the command line is wrong
  3  the grader or the machine failed; nothing was graded";

#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Grade exercises; without a name, all of them (the default command)
    Check(Check),
    /// Follow your saves on one screen, exercise after exercise
    Watch(Watch),
    /// List the exercises
    List,
    /// Show the statement of an exercise
    Show(Show),
    /// Draw your timeline of an exercise beside the expected one
    Timeline(Timeline),
    /// Open one more hint of an exercise
    Hint(Hint),
    /// Go on to the next open exercise
    Next,
    /// Put an exercise aside and go on to the next
    Skip(Named),
    /// Put the stub back; what stood there is kept in .dojo/backup
    Reset(Reset),
    /// Show the solution, after a pass
    Solution(Solution),
    /// Open an exercise in your editor
    Open(Open),
    /// Pack your modules into one archive to hand in
    Submit(Submit),
    /// Bring a newer pack of the course into this one; your work stays
    Update(Update),
    /// Look at this machine: toolchain, sandbox, prepared checks, disk
    Doctor,
    /// Print the completions for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
    /// For instructors: grade a submission with every check there is, hidden ones included
    ///
    /// Of the submission only the modules of the catalogue are read: for every exercise `NAME.rs`,
    /// or else `exercises/NAME.rs`, in the submission itself; when it has none of them there, in
    /// the one folder of it that has. Links are not followed. What is not there gives no points.
    /// No verdict is kept from an earlier run, and nothing of the submission is changed.
    ///
    /// A submission that cannot be trusted as a whole, such as a damaged archive or one with a
    /// path that leads out of it, is refused: exit code 1, no points, the reason in the report.
    Grade(Grade),
    /// For instructors: make what students receive
    #[command(subcommand)]
    Pack(Pack),
    /// For authors: prove exercises by their matrix of references, alternatives and mutants
    Verify(Verify),
}

#[derive(Clone, Debug, Default, clap::Args)]
pub struct Check {
    /// Exercises to grade
    pub names: Vec<String>,

    /// Grade the modules of another folder
    #[arg(long, value_name = "DIR")]
    pub from: Option<PathBuf>,

    /// What the report is for
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    /// Judge again what has not changed
    #[arg(long)]
    pub fresh: bool,

    #[command(flatten)]
    pub sandboxed: Sandboxed,
}

#[derive(Clone, Debug, clap::Args)]
pub struct Grade {
    /// The submission: a folder, a `.zip`, a `.tar.gz`, or `-` for an archive from standard input
    pub submission: PathBuf,

    /// What the report is for
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,

    #[command(flatten)]
    pub sandboxed: Sandboxed,
}

#[derive(Clone, Debug, clap::Args)]
pub struct Watch {
    /// The exercise to begin with [default: the one you are working on]
    pub name: Option<String>,

    /// Look at the files again and again, where the system does not tell of changes
    #[arg(long)]
    pub poll: bool,
}

#[derive(Clone, Debug, clap::Args)]
pub struct Show {
    /// The exercise
    pub name: String,
}

#[derive(Clone, Debug, clap::Args)]
pub struct Timeline {
    /// The exercise
    pub name: String,

    /// The check [default: the first failed one that recorded a timeline, or else the first]
    #[arg(long)]
    pub check: Option<String>,

    /// Draw the modules of another folder
    #[arg(long, value_name = "DIR")]
    pub from: Option<PathBuf>,

    /// Write a drawing instead of printing a chart
    #[arg(long, value_name = "FILE", conflicts_with = "html")]
    pub svg: Option<PathBuf>,

    /// Write a page with the drawing, to zoom and to hover
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
}

/// What a submission is compiled and run in.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct Sandboxed {
    /// The sandbox for submissions: 0 none, 1 limits and a closed file system, 2 also namespaces
    /// [default: none; with `grade` the highest that this machine offers]
    #[arg(long, value_name = "TIER", value_parser = clap::value_parser!(u8).range(0..=2))]
    pub sandbox: Option<u8>,

    /// Grade only in a sandbox of at least this tier
    #[arg(long, value_name = "TIER", value_parser = clap::value_parser!(u8).range(0..=2))]
    pub require_sandbox: Option<u8>,
}

/// An exercise; the current one when none is named.
#[derive(Clone, Debug, clap::Args)]
pub struct Named {
    /// The exercise [default: the current one]
    pub name: Option<String>,
}

#[derive(Clone, Debug, clap::Args)]
pub struct Hint {
    #[command(flatten)]
    pub named: Named,

    /// Open all of them
    #[arg(long)]
    pub all: bool,
}

#[derive(Clone, Debug, clap::Args)]
pub struct Reset {
    /// Exercises to put back
    pub names: Vec<String>,

    /// Put every exercise back
    #[arg(long, conflicts_with = "names")]
    pub all: bool,

    /// Do not ask
    #[arg(long, short)]
    pub yes: bool,
}

#[derive(Clone, Debug, clap::Args)]
pub struct Solution {
    #[command(flatten)]
    pub named: Named,

    /// Show it without a pass; that is remembered
    #[arg(long)]
    pub give_up: bool,
}

#[derive(Clone, Debug, clap::Args)]
pub struct Open {
    #[command(flatten)]
    pub named: Named,

    /// The editor [default: VISUAL, then EDITOR]
    #[arg(long, value_name = "COMMAND")]
    pub editor: Option<String>,
}

#[derive(Clone, Debug, clap::Args)]
pub struct Submit {
    /// The archive to write, `.zip` or `.tar.gz`
    pub out: PathBuf,

    /// Write over a file that is there already
    #[arg(long)]
    pub force: bool,
}

#[derive(Clone, Debug, clap::Args)]
pub struct Update {
    /// The newer pack: its folder, `.zip` or `.tar.gz`
    pub pack: PathBuf,
}

#[derive(Clone, Debug, Subcommand)]
pub enum Pack {
    /// Exercises, public checks and the grader, proved to hold nothing that is hidden
    Student(Student),
}

#[derive(Clone, Debug, clap::Args)]
pub struct Student {
    /// Where to write: a folder, or a file that ends in `.zip` or `.tar.gz`
    pub out: PathBuf,

    /// Take the solutions along, sealed until a pass
    #[arg(long)]
    pub with_solutions: bool,

    /// Write over an archive that is there already
    #[arg(long)]
    pub force: bool,
}

#[derive(Clone, Copy, Debug, clap::Args)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

#[derive(Clone, Debug, clap::Args)]
pub struct Verify {
    /// Exercises to prove
    pub names: Vec<String>,

    /// Judge every cell so many times
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub repeat: usize,

    /// Keep every processor busy meanwhile
    #[arg(long)]
    pub load: bool,

    #[command(flatten)]
    pub sandboxed: Sandboxed,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Format {
    /// A table and the findings that say most, for people
    #[default]
    Text,
    /// One document, for programs
    Json,
    /// A line for every event as it happens, for programs
    Jsonl,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Spoken {
    En,
    Ru,
}

impl Default for Command {
    fn default() -> Command {
        Command::Check(Check::default())
    }
}

impl From<Spoken> for Language {
    fn from(spoken: Spoken) -> Language {
        match spoken {
            Spoken::En => Language::En,
            Spoken::Ru => Language::Ru,
        }
    }
}
