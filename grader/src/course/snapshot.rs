//! Stored timelines, as insta writes them: a head between two lines of dashes, then the text.

use std::fs;

use super::Paths;

/// The expected timeline of a check, if one is stored.
pub fn read(paths: &Paths, exercise: &str, check: &str) -> Option<String> {
    // A checkout may have made the line ends its own system's.
    let text = fs::read_to_string(paths.snapshot(exercise, check)).ok()?.replace("\r\n", "\n");
    body(&text).map(str::to_owned)
}

fn body(text: &str) -> Option<&str> {
    let text = text.strip_prefix("---\n")?;
    let (_, body) = text.split_once("\n---\n")?;
    Some(body.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_is_not_part_of_the_timeline() {
        assert_eq!(body("---\nsource: x\n---\n  0 ms A start\n"), Some("  0 ms A start"));
        assert_eq!(body("  0 ms A start\n"), None);
    }
}
