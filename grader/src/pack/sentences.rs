//! Sentences of an exercise divided: those that a student can hear of, and the rest. Comments go
//! with the rest, because they speak of both.

/// A file of sentences, divided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Divided {
    /// What is kept, as it was written.
    pub kept: String,
    /// Keys and texts of what is not.
    pub dropped: Vec<(String, String)>,
}

/// Divides the messages of a file; `keep` is asked for every key.
pub fn divide(source: &str, keep: impl Fn(&str) -> bool) -> Divided {
    let mut divided = Divided::default();
    // Whether the line belongs to a message that is kept; nothing outside of messages.
    let mut kept: Option<bool> = None;
    for line in source.lines() {
        match key(line) {
            Some((key, text)) => {
                kept = Some(keep(key));
                if kept == Some(false) {
                    divided.dropped.push((key.to_owned(), text.to_owned()));
                }
            }
            // What goes on is indented, but for the brace that closes a choice.
            None if line.starts_with([' ', '\t', '}']) && kept == Some(false) => {
                if let Some((_, text)) = divided.dropped.last_mut() {
                    text.push('\n');
                    text.push_str(line);
                }
            }
            None if line.is_empty() => {}
            None if !line.starts_with([' ', '\t', '}']) => kept = None,
            None => {}
        }
        if kept == Some(true) || line.is_empty() && kept.is_some() {
            divided.kept.push_str(line);
            divided.kept.push('\n');
        }
    }
    divided.kept = squeezed(&divided.kept);
    divided
}

/// The key and the beginning of the text, when a message begins on this line.
fn key(line: &str) -> Option<(&str, &str)> {
    let (key, text) = line.split_once('=')?;
    let key = key.trim_end();
    let fits = key.starts_with(|first: char| first.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    fits.then_some((key, text.trim_start()))
}

/// At most one empty line in a row, and none at either end.
fn squeezed(text: &str) -> String {
    let mut squeezed = String::new();
    let mut empty = true;
    for line in text.lines() {
        if !(line.is_empty() && empty) {
            squeezed.push_str(line);
            squeezed.push('\n');
        }
        empty = line.is_empty();
    }
    if squeezed.ends_with("\n\n") {
        squeezed.pop();
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "title = Bread\n\n# Both sides are told here.\ncheck-a = A is warm\n\
        check-b = B is secret\n\nfinding-x = { $n ->\n    [one] one loaf\n   *[other] loaves\n} \
        burnt.\nfinding-y = Kept\n  and goes on.\n";

    #[test]
    fn what_is_dropped_goes_with_all_its_lines() {
        let divided = divide(SOURCE, |key| ["title", "check-a", "finding-y"].contains(&key));
        let kept = "title = Bread\n\ncheck-a = A is warm\n\nfinding-y = Kept\n  and goes on.\n";
        assert_eq!(divided.kept, kept);
        let keys: Vec<_> = divided.dropped.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["check-b", "finding-x"]);
        assert!(divided.dropped[1].1.ends_with("} burnt."), "{divided:?}");
    }

    #[test]
    fn nothing_is_lost_when_everything_is_kept() {
        let divided = divide(SOURCE, |_| true);
        assert!(divided.dropped.is_empty());
        assert_eq!(divided.kept, SOURCE.replace("# Both sides are told here.\n", ""));
    }
}
