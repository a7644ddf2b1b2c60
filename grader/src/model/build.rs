//! The prepared build: where everything is that a submission is compiled against and run by.

use std::path::PathBuf;

use kit::record::Listing;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Build {
    /// Names the inputs that it was built from.
    pub key: String,
    pub folder: PathBuf,
    /// The compiler itself, not a proxy in front of it.
    pub rustc: PathBuf,
    /// Crates that a submission may name, with their libraries.
    pub externs: Vec<(String, PathBuf)>,
    /// The folder of all libraries, without any program.
    pub libraries: PathBuf,
    /// The folder of the toolchain.
    pub sysroot: PathBuf,
    /// The program that holds the checks.
    pub host: PathBuf,
    /// Folders of the shared libraries that the host needs.
    pub shared: Vec<PathBuf>,
    /// A linker that takes objects only, where the platform allows it.
    pub linker: Option<Linker>,
    /// Every exercise that the host knows, with its checks.
    pub listings: Vec<Listing>,
}

/// A linker, and the script that the compiler starts in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linker {
    pub script: PathBuf,
    pub program: PathBuf,
}

impl Build {
    pub fn listing(&self, exercise: &str) -> Option<&Listing> {
        self.listings.iter().find(|listing| listing.name == exercise)
    }

    pub fn has_hidden_checks(&self) -> bool {
        self.listings.iter().flat_map(|listing| &listing.checks).any(|check| check.hidden)
    }
}
