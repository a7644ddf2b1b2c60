//! Compiling one submission: its module under the binding that holds it, one call of rustc, one
//! small shared library. No check is near.

mod argv;
mod diagnostics;
mod scratch;

use std::{
    io,
    path::PathBuf,
    time::{Duration, Instant},
};

use crate::{
    model::{Build, Diagnostic},
    process::{self, Ended, ProcessError, Stop, Talk, Tool},
    sandbox::{self, Limits, Policy, Sandbox},
};
pub use diagnostics::parse as diagnostics;
pub use scratch::Scratch;

/// Longer than any honest module takes on a machine in trouble.
const DEADLINE: Duration = Duration::from_secs(90);

/// An honest module takes a fraction of a second and of this memory.
const LIMITS: Limits = Limits { cpu: 20, memory: 4 << 30, file: 256 << 20, open: 1024 };

/// Of what the compiler says, so much is kept.
const KEPT: usize = 16 << 20;

/// What is compiled.
pub struct Unit<'a> {
    pub source: &'a str,
    /// The path that messages show for the source.
    pub shown: &'a str,
    pub bind: &'a str,
}

/// What came of it.
pub enum Compiled {
    Library {
        path: PathBuf,
        warnings: Vec<Diagnostic>,
    },
    Broken(Vec<Diagnostic>),
    /// The compiler did not come to an end.
    Endless,
    /// The compiler itself fell over this source.
    Crashed,
    /// The compiler was ended because it had used up its processor time, or wrote without end.
    Overran,
}

#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    #[error("{path}: {why}")]
    Disk { path: PathBuf, why: io::Error },
    #[error(transparent)]
    Process(#[from] ProcessError),
    #[error("rustc ended without an answer ({how}):\n{said}")]
    Mute { how: String, said: String },
    /// Somebody killed it from outside, as a system does that is short of memory.
    #[error("rustc was killed by signal {0}")]
    Killed(i32),
    /// It has nothing to say about the source, so this is no verdict on it.
    #[error("rustc could not do its work in {folder}: {why}")]
    Trouble { folder: PathBuf, why: String },
    #[error("the prepared build is damaged ({0}); remove the folder {1} and run again")]
    Damaged(String, PathBuf),
}

/// A compiler that has been started and waits for its text.
pub struct Compiler<'a> {
    build: &'a Build,
    talk: Talk,
}

/// Starts the compiler in the scratch folder, where an earlier version of the module makes it
/// quicker. It loads its libraries while others still look at the source. Messages show the
/// source as `shown`.
pub fn start<'a>(
    build: &'a Build,
    shown: &str,
    scratch: &Scratch,
    sandbox: &Sandbox,
    stop: &Stop,
) -> Result<Compiler<'a>, CompileError> {
    let args = argv::argv(build, shown, scratch);
    let (program, args) = sandbox.around(policy(build, scratch), build.rustc.clone(), args);
    // Where there is no /proc, the compiler does not find what lies beside it by itself.
    let mut env = process::library_path(&[build.sysroot.join("lib")]);
    env.push(("TMPDIR".into(), scratch.temp().into()));
    let tool = Tool {
        program,
        args,
        env,
        folder: scratch.folder().to_owned(),
        deadline: DEADLINE,
        interruptible: false,
    };
    Ok(Compiler { build, talk: process::talk_holding(&tool, stop, scratch.held()?)? })
}

impl Compiler<'_> {
    /// Gives it the unit to compile.
    pub fn take(&mut self, unit: &Unit, scratch: &Scratch) -> Result<(), CompileError> {
        scratch.write(unit)?;
        // If it cannot be spoken to, it has come to an end, and its end tells why.
        let _ = self.talk.say(unit.bind);
        Ok(())
    }

    /// What comes of the unit that it took, and what the compiler still has to do after it.
    pub fn compiled(
        mut self,
        unit: &Unit,
        scratch: &Scratch,
    ) -> Result<(Compiled, Rest), CompileError> {
        let (end, said) = self.listen()?;
        let (diagnostics, other) = diagnostics::parse(&said, unit.shown);
        let made = match end {
            Said::Library => Compiled::Library { path: scratch.library(), warnings: diagnostics },
            Said::Errors => self.broken(diagnostics, scratch)?.ok_or_else(|| {
                CompileError::Mute { how: "errors without an error".to_owned(), said: other }
            })?,
            Said::Everything => self.at_its_end(diagnostics, other, scratch)?,
            Said::TooLong => {
                self.talk.end();
                Compiled::Endless
            }
        };
        Ok((made, Rest { talk: self.talk }))
    }

    /// Why there is no library.
    fn at_its_end(
        &mut self,
        diagnostics: Vec<Diagnostic>,
        other: String,
        scratch: &Scratch,
    ) -> Result<Compiled, CompileError> {
        let ended = self.talk.ended()?;
        if let Some(signal) = ended.signal {
            return of_signal(signal);
        }
        match self.broken(diagnostics, scratch)? {
            Some(broken) => Ok(broken),
            None if is_panic(&ended, &other) => Ok(Compiled::Crashed),
            None => Err(mute(&ended, other)),
        }
    }

    /// Hears it out, or at least until it has said what matters. What comes after that is to
    /// tidy up, which takes it longer than loading what it wrote takes the host.
    fn listen(&mut self) -> Result<(Said, String), CompileError> {
        let (mut said, begin) = (String::new(), Instant::now());
        while begin.elapsed() < DEADLINE {
            let line = match self.talk.hear() {
                Ok(Some(line)) => line,
                Ok(None) => return Ok((Said::Everything, said)),
                Err(ProcessError::Silent { .. }) => break,
                Err(why) => return Err(why.into()),
            };
            if diagnostics::tells_the_library(&line) {
                return Ok((Said::Library, said));
            }
            if diagnostics::ends_the_errors(&line) {
                return Ok((Said::Errors, said));
            }
            // Nobody reads more.
            if said.len() < KEPT {
                said.push_str(&line);
            }
        }
        Ok((Said::TooLong, said))
    }

    /// What the errors make of the unit, if there are any.
    fn broken(
        &self,
        diagnostics: Vec<Diagnostic>,
        scratch: &Scratch,
    ) -> Result<Option<Compiled>, CompileError> {
        let trouble =
            diagnostics.iter().find(|diagnostic| diagnostics::is_trouble(diagnostic)).cloned();
        let broken: Vec<_> = diagnostics.into_iter().filter(diagnostics::is_error).collect();
        if let Some(damage) = broken.iter().find(|error| is_damage(error)) {
            let folder = self.build.folder.clone();
            return Err(CompileError::Damaged(damage.message.clone(), folder));
        }
        if let (true, Some(trouble)) = (broken.is_empty(), trouble) {
            let folder = scratch.folder().to_owned();
            return Err(CompileError::Trouble { folder, why: trouble.message });
        }
        Ok((!broken.is_empty()).then_some(Compiled::Broken(broken)))
    }
}

/// How far a compiler was heard.
enum Said {
    /// It has written the library.
    Library,
    /// It has told its last error.
    Errors,
    /// It has come to its end.
    Everything,
    /// It will not come to an end.
    TooLong,
}

fn mute(ended: &Ended, said: String) -> CompileError {
    let how = ended.code.map_or_else(|| "killed".to_owned(), |code| format!("exit code {code}"));
    CompileError::Mute { how, said }
}

/// A compiler that has said what matters and tidies up.
pub struct Rest {
    talk: Talk,
}

impl Rest {
    /// Waits for the end of a compiler that has written its library. Only now is it certain that
    /// the library is what it wanted to write.
    pub fn finished(&mut self) -> Result<(), CompileError> {
        let ended = self.talk.ended()?;
        match ended.signal {
            _ if ended.succeeded() => Ok(()),
            Some(signal) => Err(CompileError::Killed(signal)),
            None => Err(mute(&ended, String::new())),
        }
    }

    /// Waits for its end, whatever it is.
    pub fn over(&mut self) {
        let _ = self.talk.ended();
    }
}

/// A compiler ends itself by some signals, which is a verdict on what it was given; by any other
/// one it was ended by somebody else, who knew nothing of the source.
fn of_signal(signal: i32) -> Result<Compiled, CompileError> {
    // SIGILL, SIGTRAP, SIGABRT, SIGFPE and SIGSEGV are the same everywhere.
    const OWN: [i32; 5] = [4, 5, 6, 8, 11];
    const BUS: i32 = if cfg!(target_os = "macos") { 10 } else { 7 };
    const PROCESSOR_TIME: i32 = 24;
    const FILE_SIZE: i32 = 25;
    match signal {
        PROCESSOR_TIME | FILE_SIZE => Ok(Compiled::Overran),
        _ if signal == BUS || OWN.contains(&signal) => Ok(Compiled::Crashed),
        _ => Err(CompileError::Killed(signal)),
    }
}

/// Whether it fell over the source without a word that can be read; a full disk is no such fall.
fn is_panic(ended: &Ended, said: &str) -> bool {
    const PANICKED: i32 = 101;
    ended.code == Some(PANICKED) && !said.contains("No space left on device")
}

/// What the compiler of a submission may reach: its libraries, and the scratch folder. No check is
/// among them, and no other submission.
fn policy(build: &Build, scratch: &Scratch) -> Policy {
    let own = [build.sysroot.clone(), build.libraries.clone()];
    Policy {
        read: own
            .into_iter()
            .chain(
                build.linker.iter().flat_map(|linker| [&linker.script, &linker.program]).cloned(),
            )
            .chain(sandbox::system_libraries())
            .chain(sandbox::system_shell())
            .chain(sandbox::memory_settings())
            .collect(),
        write: vec![scratch.folder().to_owned()],
        folder: scratch.folder().to_owned(),
        limits: LIMITS,
        ..Policy::default()
    }
}

/// Whether the error says that a library is missing or of another compiler. No submission can
/// cause one: it may not name libraries, and an unknown path is another error.
fn is_damage(error: &Diagnostic) -> bool {
    const CODES: [&str; 5] = ["E0460", "E0462", "E0463", "E0464", "E0514"];
    error.code.as_deref().is_some_and(|code| CODES.contains(&code))
}
