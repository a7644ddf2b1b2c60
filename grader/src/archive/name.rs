//! Names of files in an archive: relative, within the folder, and the same file on every system.

use super::ArchiveError;

/// No honest path is longer.
const LONGEST: usize = 240;

/// Refuses a name that could be a path to somewhere else, on any system.
pub fn check(name: &str) -> Result<(), ArchiveError> {
    let fits = !name.is_empty() && name.len() <= LONGEST && name.split('/').all(is_plain);
    if fits { Ok(()) } else { Err(ArchiveError::Name(shortened(name))) }
}

/// A part of a path that is a name and nothing else. The backslash and the colon are Windows'
/// ways to other places; a dot or a space at the end is dropped there.
fn is_plain(part: &str) -> bool {
    let harmless =
        |c: char| !c.is_control() && !['\\', ':', '<', '>', '"', '|', '?', '*'].contains(&c);
    !part.is_empty()
        && !part.ends_with(['.', ' '])
        && part.chars().all(harmless)
        && !is_device(part)
}

/// What Windows opens as a device, with whatever ending.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let numbered = |name: &str| {
        stem.strip_prefix(name)
            .is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    ["con", "prn", "aux", "nul"].contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

fn shortened(name: &str) -> String {
    name.chars().take(80).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_to_somewhere_else_is_refused() {
        let bad = [
            "../a",
            "a/../b",
            "/etc/passwd",
            "a//b",
            "a/",
            "./a",
            "",
            "C:/a",
            "a\\b",
            "a/b.",
            "nul",
            "a/aux.rs",
            "COM1.txt",
            "a\0b",
            "a\n",
        ];
        for name in bad {
            assert!(check(name).is_err(), "{name:?}");
        }
        assert!(check(&"a/".repeat(200)).is_err());
    }

    #[test]
    fn ordinary_paths_pass() {
        for name in
            ["a", ".cargo/config.toml", "tests/gather/findings.ru.ftl", "комп.md", "context.rs"]
        {
            assert_eq!(check(name), Ok(()), "{name}");
        }
    }
}
