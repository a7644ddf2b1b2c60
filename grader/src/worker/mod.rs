//! The conversation with the host: started while the compiler still works, told what to load,
//! heard check by check. It vouches that every answer carries this run's token.

use std::{path::Path, time::Duration};

use kit::record::{Checked, Reply, Request};

use crate::{
    model::Build,
    process::{self, ProcessError, Stop, Talk, Tool},
};

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
}

/// What the host is asked to do.
pub struct Job<'a> {
    pub exercise: &'a str,
    pub library: &'a Path,
    pub checks: Vec<String>,
    pub at_once: usize,
    /// Whether check processes are forked, where there is fork.
    pub fork: bool,
}

/// Starts the host. `temp` is where the checks may write; whoever made it removes it.
pub fn start(build: &Build, temp: &Path, stop: &Stop) -> Result<Worker, WorkerError> {
    let mut env = process::library_path(&build.shared);
    env.extend(["TMPDIR", "TEMP", "TMP"].map(|name| (name.into(), temp.into())));
    let tool = Tool {
        program: build.host.clone(),
        args: Vec::new(),
        env,
        folder: build.folder.clone(),
        deadline: Duration::MAX,
        interruptible: false,
    };
    Ok(Worker { talk: process::talk(&tool, stop)? })
}

impl Worker {
    /// Runs the checks; each is told as it ends.
    pub fn run(mut self, job: &Job, mut over: impl FnMut(Checked)) -> Result<(), WorkerError> {
        let token = random_token()?;
        let request = Request {
            token: token.clone(),
            exercise: job.exercise.to_owned(),
            library: job.library.display().to_string(),
            checks: job.checks.clone(),
            at_once: job.at_once,
            fork: job.fork,
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
