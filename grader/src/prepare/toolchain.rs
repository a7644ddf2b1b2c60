//! The compiler and cargo. The proxies of rustup are stepped past: they cost more than the
//! linking of a submission.

use std::{
    env, fs,
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

    /// The linker that comes with the toolchain, on the platforms that have it.
    pub fn linker(&self) -> Option<PathBuf> {
        let linker = self.sysroot.join("lib/rustlib").join(self.target).join("bin/rust-lld");
        linker.is_file().then_some(linker)
    }
}

fn cargo_of(sysroot: &Path) -> Result<PathBuf, ToolchainError> {
    let beside = sysroot.join("bin").join(program("cargo"));
    if beside.is_file() {
        return Ok(beside);
    }
    let folders = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&folders).map(|folder| folder.join(program("cargo")));
    found.into_iter().find(|path| path.is_file()).ok_or(ToolchainError::NoCargo(beside))
}

fn program(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}
