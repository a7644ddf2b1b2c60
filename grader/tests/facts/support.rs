//! How the tests call the grader: the built program, the course of this repository, no colour,
//! English unless said otherwise.

use std::{
    env,
    path::{Path, PathBuf},
};

use assert_cmd::Command;

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the grader lies in the root").to_owned()
}

/// A grader in the repository's root that builds where this test run builds.
pub fn grader(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grader"));
    command.current_dir(root()).args(args);
    command.env_remove("DOJO_LANG").env("LANG", "en_US.UTF-8").env("LC_ALL", "en_US.UTF-8");
    command
}
