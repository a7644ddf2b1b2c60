//! What one program may do, as plain facts that travel to the launcher.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// How the launcher ends when it could not confine the program; the program then never ran.
pub(super) const NOT_CONFINED: u8 = 126;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    pub tier: u8,
    /// Files and folders that may be read and executed; what is not there is left out.
    pub read: Vec<PathBuf>,
    /// Folders that may be written.
    pub write: Vec<PathBuf>,
    /// Folders of `write` that are memory of so many bytes where the tier has mounts of its own.
    pub memory_folder: Option<(PathBuf, u64)>,
    /// Where the program works: one of the above.
    pub folder: PathBuf,
    /// Whether its processes are numbered apart, which also ends them all with the first.
    pub alone: bool,
    pub limits: Limits,
}

/// Limits of one process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Seconds of processor time.
    pub cpu: u64,
    /// Bytes of address space.
    pub memory: u64,
    /// Bytes of one file.
    pub file: u64,
    /// Open files.
    pub open: u64,
}

/// Where the system keeps the shared libraries that every program needs.
pub fn system_libraries() -> Vec<PathBuf> {
    const PLACES: [&str; 6] =
        ["/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache", "/nix/store"];
    present(&PLACES)
}

/// Where the shell is that starts the linker.
pub fn system_shell() -> Vec<PathBuf> {
    present(&["/bin/sh", "/bin/dash", "/bin/bash", "/usr/bin/sh", "/usr/bin/dash", "/usr/bin/bash"])
}

/// What an allocator asks of the system before it decides how it takes memory; without an answer
/// it takes it in slower ways.
pub fn memory_settings() -> Vec<PathBuf> {
    present(&["/proc/sys/vm/overcommit_memory", "/sys/kernel/mm/transparent_hugepage/enabled"])
}

fn present(places: &[&str]) -> Vec<PathBuf> {
    places.iter().filter(|place| Path::new(place).exists()).map(PathBuf::from).collect()
}
