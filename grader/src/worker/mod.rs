//! The conversation with the host: started while the compiler still works, told what to load,
//! heard check by check. It vouches that every answer carries this run's token.

use std::{path::Path, time::Duration};

use kit::record::{Checked, Confinement, Reply, Request};

use crate::{
    model::Build,
    process::{self, ProcessError, Stop, Talk, Tool},
    sandbox::{self, Limits, Policy, Sandbox},
};

/// The host ends every check within 15 s, and looks at some a second time; this is for a host that
/// was stopped.
const PATIENCE: Duration = Duration::from_mins(2);

#[derive(Debug, thiserror::Error)]
pub enum WorkerError {
    #[error(transparent)]
    Process(#[from] ProcessError),
    #[error("the host could not load the compiled submission: {0}")]
    Refused(String),
    #[error("the host ended in the middle of its answer:\n{0}")]
    Broken(String),
    #[error("no randomness to be had: {0}")]
    Random(String),
}

/// A started host that waits for its request.
pub struct Worker {
    talk: Talk,
    confined: bool,
}

/// Bytes that the files of checks may take where they are kept in memory.
const TEMP: u64 = 256 << 20;

/// What the host is asked to do.
pub struct Job<'a> {
    pub exercise: &'a str,
    pub library: &'a Path,
    pub checks: Vec<String>,
    pub at_once: usize,
    /// Whether check processes are forked, where there is fork.
    pub fork: bool,
    /// Where checks may write, when they have to do with files.
    pub files: Option<&'a Path>,
}

/// Where a host works: the folder that the submission is compiled in, and within it the one
/// where checks may write. Whoever made them removes them.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub scratch: &'a Path,
    pub temp: &'a Path,
}

/// Starts the host.
pub fn start(
    build: &Build,
    place: Place,
    sandbox: &Sandbox,
    stop: &Stop,
) -> Result<Worker, WorkerError> {
    let mut env = process::library_path(&build.shared);
    env.extend(["TMPDIR", "TEMP", "TMP"].map(|name| (name.into(), place.temp.into())));
    let (program, args) = sandbox.around(policy(build, place), build.host.clone(), Vec::new());
    let tool = Tool {
        program,
        args,
        env,
        folder: place.temp.to_owned(),
        deadline: PATIENCE,
        interruptible: false,
    };
    Ok(Worker { talk: process::talk(&tool, stop)?, confined: !sandbox.is_none() })
}

/// What the host may reach. It locks every check in much further, and needs to read no more than
/// this before it does.
fn policy(build: &Build, place: Place) -> Policy {
    let own = [build.host.clone(), place.scratch.to_owned()];
    Policy {
        read: own
            .into_iter()
            .chain(build.shared.iter().cloned())
            .chain(sandbox::system_libraries())
            .collect(),
        write: vec![place.temp.to_owned()],
        memory_folder: Some((place.temp.to_owned(), TEMP)),
        folder: place.temp.to_owned(),
        alone: true,
        limits: Limits { file: 64 << 20, ..Limits::default() },
        ..Policy::default()
    }
}

impl Worker {
    /// Runs the checks, once; each is told as it ends.
    pub fn run(&mut self, job: &Job, mut over: impl FnMut(Checked)) -> Result<(), WorkerError> {
        let token = random_token()?;
        let request = Request {
            token: token.clone(),
            exercise: job.exercise.to_owned(),
            library: job.library.display().to_string(),
            checks: job.checks.clone(),
            at_once: job.at_once,
            fork: job.fork,
            confinement: self.confined.then(|| Confinement {
                folder: job.files.map(|folder| folder.display().to_string()),
            }),
        };
        let line = serde_json::to_string(&request).unwrap_or_default();
        self.talk.say(&line)?;
        loop {
            let reply = self.talk.hear()?.and_then(|line| serde_json::from_str(&line).ok());
            match reply {
                Some(Reply::Checked(checked)) if checked.token == token => over(checked),
                Some(Reply::Done) => return Ok(()),
                Some(Reply::Refused(why)) => return Err(WorkerError::Refused(why)),
                Some(Reply::Checked(_)) | None => return Err(WorkerError::Broken(self.talk.end())),
            }
        }
    }
}

fn random_token() -> Result<String, WorkerError> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|why| WorkerError::Random(why.to_string()))?;
    Ok(format!("{:032x}", u128::from_be_bytes(bytes)))
}
