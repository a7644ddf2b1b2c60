//! The compiler and cargo. The proxies of rustup are stepped past: they cost more than the
//! linking of a submission.

use std::{
    env,
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

/// One installed toolchain.
#[derive(Clone, Debug)]
pub struct Toolchain {
    pub sysroot: PathBuf,
    pub rustc: PathBuf,
    pub cargo: PathBuf,
    /// The platform that it compiles for.
    pub target: &'static str,
}

#[derive(Debug, thiserror::Error)]
pub enum ToolchainError {
    #[error(
        "no Rust compiler at {0}: the one that built the grader is gone; build the grader again with `cargo build`, or name a toolchain's folder in DOJO_SYSROOT"
    )]
    NoRustc(PathBuf),
    #[error("no cargo at {0} nor on the path")]
    NoCargo(PathBuf),
}

impl Toolchain {
    /// The toolchain named by `DOJO_SYSROOT`, or else the one that built the grader.
    pub fn find() -> Result<Toolchain, ToolchainError> {
        let named = env::var_os("DOJO_SYSROOT").map(PathBuf::from);
        let sysroot = named.unwrap_or_else(|| PathBuf::from(env!("DOJO_SYSROOT")));
        let rustc = sysroot.join("bin").join(program("rustc"));
        if !rustc.is_file() {
            return Err(ToolchainError::NoRustc(rustc));
        }
        let cargo = cargo_of(&sysroot)?;
        Ok(Toolchain { sysroot, rustc, cargo, target: env!("DOJO_HOST") })
    }

    /// Tells this compiler from any other without starting it.
    pub fn fingerprint(&self) -> String {
        let found = fs::metadata(&self.rustc).ok();
        let changed = found.as_ref().and_then(|found| found.modified().ok());
        let age = changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let size = found.map_or(0, |found| found.len());
        format!("{} {size} {:?} {}", self.rustc.display(), age, self.target)
    }

    /// Where the shared standard library lies.
    pub fn libraries(&self) -> PathBuf {
        self.sysroot.join("lib/rustlib").join(self.target).join("lib")
    }

    /// A linker, and the words that it wants before all others: the system's, which takes a third
    /// less time, or else the one that comes with the toolchain.
    pub fn linker(&self) -> Option<(PathBuf, &'static str)> {
        let own = self.sysroot.join("lib/rustlib").join(self.target).join("bin/rust-lld");
        let own = || own.is_file().then_some((own, " -flavor gnu --threads=1"));
        system_linker().map(|linker| (linker, "")).or_else(own)
    }
}

/// The system's linker itself, not a script around it, which would need who knows what.
fn system_linker() -> Option<PathBuf> {
    let linker = fs::canonicalize(on_the_path("ld")?).ok()?;
    let mut begin = [0; 4];
    File::open(&linker).and_then(|mut file| file.read_exact(&mut begin)).ok()?;
    (&begin == b"\x7fELF").then_some(linker)
}

fn cargo_of(sysroot: &Path) -> Result<PathBuf, ToolchainError> {
    let beside = sysroot.join("bin").join(program("cargo"));
    if beside.is_file() {
        return Ok(beside);
    }
    on_the_path(&program("cargo")).ok_or(ToolchainError::NoCargo(beside))
}

fn on_the_path(program: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}

fn program(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}
