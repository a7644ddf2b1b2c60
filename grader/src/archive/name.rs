//! Names of files in an archive: relative, within the folder, and the same file on every system.

use super::ArchiveError;

/// No honest path is longer.
const LONGEST: usize = 240;

/// Refuses a name that could be a path to somewhere else, on any system.
pub fn check(name: &str) -> Result<(), ArchiveError> {
    let fits = !name.is_empty() && name.len() <= LONGEST && name.split('/').all(is_plain);
    if fits { Ok(()) } else { Err(ArchiveError::Name(shortened(name))) }
}

/// Refuses a path that leads out of the archive, on any system. It may be odd otherwise.
pub(super) fn stays_within(name: &str) -> Result<(), ArchiveError> {
    let mut first = name.chars();
    let drive = first.next().is_some_and(|c| c.is_ascii_alphabetic()) && first.next() == Some(':');
    let rooted = name.starts_with(['/', '\\']);
    let upwards = name.split(['/', '\\']).any(|part| part == "..");
    if drive || rooted || upwards { Err(ArchiveError::Name(shortened(name))) } else { Ok(()) }
}

/// The path without what changes nothing about it: `./a//b/` is `a/b`.
pub(super) fn plain(name: &str) -> String {
    let parts = name.split('/').filter(|part| !["", "."].contains(part));
    parts.collect::<Vec<_>>().join("/")
}

/// The name as a file system sees it that knows no upper and lower case, and that passes over
/// characters without a shape.
pub(super) fn folded(name: &str) -> String {
    let shapeless = |c: &char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}');
    let shaped: String = name.chars().filter(|c| !shapeless(c)).collect();
    // By way of upper case some letters meet that are apart in lower case.
    shaped.to_uppercase().to_lowercase()
}

/// A part of a path that is a name and nothing else. The backslash and the colon are Windows'
/// ways to other places; a dot or a space at the end is dropped there. A mark that combines with
/// the letter before it could be written as one letter too, and would be one file on a Mac.
fn is_plain(part: &str) -> bool {
    let combines = |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{1100}'..='\u{11ff}');
    let elsewhere = |c: char| ['\\', ':', '<', '>', '"', '|', '?', '*'].contains(&c);
    let harmless = |c: char| !c.is_control() && !elsewhere(c) && !combines(c);
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
    fn what_is_one_file_somewhere_is_folded_into_one_name() {
        let one = ["task.rs", "TASK.rs", "tas\u{212a}.rs", "ta\u{17f}k.rs", "ta\u{200d}sk.rs"];
        for name in one {
            assert_eq!(folded(name), "task.rs", "{name:?}");
        }
        assert!(check("\u{439}.md").is_ok() && check("\u{438}\u{306}.md").is_err());
    }

    #[test]
    fn a_path_out_of_the_archive_is_told_from_an_odd_one() {
        for name in ["../a", "a/..", "a\\..\\b", "/a", "\\a", "C:a", "c:\\a", "./../a"] {
            assert!(stays_within(name).is_err(), "{name}");
        }
        for name in ["a", "./a", "a//b/", "..a", "a..", "ab:c", "aux", ".", "", "комп.md"] {
            assert_eq!(stays_within(name), Ok(()), "{name}");
        }
        assert_eq!(plain("./a//b/./"), "a/b");
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
