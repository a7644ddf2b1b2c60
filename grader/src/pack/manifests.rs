//! The manifests of a pack, made from the repository's: without the packages and the
//! dependencies that no student needs.

use std::{ffi::OsString, fs, path::Path, time::Duration};

use super::{PackError, disk};
use crate::{
    archive::Files,
    cache,
    course::Paths,
    prepare::Toolchain,
    process::{self, Tool},
};

/// The packages of a pack.
const MEMBERS: &str = "\"exercises\", \"tests\", \"tests/kit\", \"grader\"";
/// Cargo only compares two files.
const PATIENCE: Duration = Duration::from_mins(2);

/// The workspace's manifest with the members of a pack.
pub fn workspace(manifest: &str) -> String {
    let members = between(manifest, "\nmembers = [", "]", MEMBERS);
    between(&members, "\ndefault-members = [", "]", MEMBERS)
}

/// A package's manifest without what only its tests need. They stay with the authors, and so do
/// the crates that they would make every student download.
pub fn untested(manifest: &str) -> String {
    const UNTESTED: &str = "test = false\ndoctest = false\n";
    let text = without_section(manifest, "[dev-dependencies]");
    match text.split_once("\n[lib]\n") {
        Some((before, after)) => {
            let kept = |line: &&str| !line.starts_with("test =") && !line.starts_with("doctest =");
            let (section, rest) = after.split_once("\n[").unwrap_or((after, ""));
            let section: Vec<&str> = section.lines().filter(kept).collect();
            let section = section.join("\n");
            let rest = if rest.is_empty() { String::new() } else { format!("\n[{rest}") };
            format!("{before}\n[lib]\n{UNTESTED}{section}\n{rest}")
        }
        None => format!("{}\n\n[lib]\n{UNTESTED}", text.trim_end()),
    }
}

/// The text with something else between these two, if they are there.
fn between(text: &str, before: &str, after: &str, new: &str) -> String {
    let parts = text.split_once(before).and_then(|(head, rest)| {
        rest.split_once(after).map(|(_, tail)| format!("{head}{before}{new}{after}{tail}"))
    });
    parts.unwrap_or_else(|| text.to_owned())
}

/// The text without the section of this head.
fn without_section(text: &str, head: &str) -> String {
    let mut inside = false;
    let mut kept = String::new();
    for line in text.lines() {
        if line.starts_with('[') {
            inside = line.trim() == head;
        }
        if !inside {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// The lock file for these files: the repository's without the packages that the pack does not
/// need. Cargo itself takes them out, offline, in a folder made for it.
pub fn lock(paths: &Paths, files: &Files) -> Result<Vec<u8>, PackError> {
    let folder = paths.built.join(format!("pack-{}", std::process::id()));
    let locked = (|| {
        for (path, bytes) in files {
            let path = folder.join(path);
            cache::write_whole(&path, bytes).map_err(|why| disk(&path, why))?;
        }
        let ended = process::run(&cargo(&folder)?, |_| {})?;
        if !ended.succeeded() {
            return Err(PackError::Lock(ended.stderr));
        }
        let path = folder.join("Cargo.lock");
        fs::read(&path).map_err(|why| disk(&path, why))
    })();
    let _ = fs::remove_dir_all(&folder);
    locked
}

fn cargo(folder: &Path) -> Result<Tool, PackError> {
    let toolchain = Toolchain::find()?;
    let mut env = vec![(OsString::from("RUSTC"), toolchain.rustc.into_os_string())];
    for name in ["HOME", "CARGO_HOME"] {
        env.extend(std::env::var_os(name).map(|value| (name.into(), value)));
    }
    Ok(Tool {
        program: toolchain.cargo,
        args: ["update", "--workspace", "--offline", "--quiet"].map(OsString::from).into(),
        env,
        folder: folder.to_owned(),
        deadline: PATIENCE,
        interruptible: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_solutions_are_no_member_of_a_pack() {
        let manifest = "[workspace]\nmembers = [\"exercises\", \"solutions\"]\n\
            default-members = [\n    \"solutions\",\n]\n\n[profile.dev]\n";
        let packed = workspace(manifest);
        assert!(!packed.contains("solutions"), "{packed}");
        assert_eq!(packed.matches(MEMBERS).count(), 2);
        assert!(packed.ends_with("\n\n[profile.dev]\n"));
    }

    #[test]
    fn what_only_tests_need_goes() {
        let manifest = "[package]\nname = \"a\"\n\n[lib]\npath = \"a.rs\"\ntest = true\n\n\
            [dev-dependencies]\n# A reason.\ninsta = \"1\"\n\n[lints]\nworkspace = true\n";
        let packed = "[package]\nname = \"a\"\n\n[lib]\ntest = false\ndoctest = false\n\
            path = \"a.rs\"\n\n[lints]\nworkspace = true\n";
        assert_eq!(untested(manifest), packed);
        let without_lib = "[package]\nname = \"a\"\n";
        assert!(untested(without_lib).ends_with("\n\n[lib]\ntest = false\ndoctest = false\n"));
    }
}
