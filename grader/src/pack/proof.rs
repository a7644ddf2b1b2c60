//! The proof on a finished pack: nothing secret is in it, whatever made it. It trusts no rule of
//! the making and looks at the result alone.

use std::collections::BTreeSet;

use super::{
    prose,
    secrets::{Secrets, TELLING, plain, telling},
};
use crate::archive::Files;

/// Something secret in a pack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leak {
    /// The file in the pack, and its line where there is one.
    pub path: String,
    pub line: Option<usize>,
    pub what: What,
    /// What stands there.
    pub seen: String,
    /// Where it comes from.
    pub from: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A file that no student gets, by its name.
    File,
    /// The name of a hidden check or of a mutant.
    Name,
    /// The key of a finding that only hidden checks tell.
    Finding,
    Code,
    Words,
    Timeline,
}

/// Everything secret in the pack.
pub fn leaks(secrets: &Secrets, files: &Files) -> Vec<Leak> {
    let mut leaks = BTreeSet::new();
    for (path, bytes) in files {
        let text = String::from_utf8_lossy(bytes);
        let mut leak = |line, what, seen: &str, from: &str| {
            let (path, seen, from) = (path.clone(), seen.to_owned(), from.to_owned());
            leaks.insert(Leak { path, line, what, seen, from });
        };
        if let Some(part) = forbidden(path) {
            leak(None, What::File, part, part);
        }
        for (name, from) in names(secrets, path) {
            leak(None, What::Name, name, from);
        }
        for (number, line) in text.lines().enumerate() {
            for (name, from) in names(secrets, line) {
                leak(Some(number + 1), What::Name, name, from);
            }
            for key in keys(line).filter(|key| secrets.findings.contains(*key)) {
                leak(Some(number + 1), What::Finding, key, "hidden.rs");
            }
        }
        code(secrets, path, &text, &mut leak);
        for (run, line) in prose::runs_in(&text) {
            if let Some(from) = secrets.words.get(&run) {
                let seen = text.lines().nth(line - 1).unwrap_or_default();
                leak(Some(line), What::Words, seen.trim(), from);
            }
        }
        timelines(secrets, &text, &mut leak);
    }
    leaks.into_iter().collect()
}

/// The part of a path that no student's pack may have.
fn forbidden(path: &str) -> Option<&str> {
    const NEVER: [&str; 5] = ["hidden", "hidden.rs", "mutants", "accepted", "pending-snap"];
    let sealed = path.starts_with("solutions/") && path.ends_with(".sealed");
    let solution = |part: &str| part == "solutions" && !sealed;
    path.split('/').find(|part| NEVER.contains(part) || solution(part))
}

/// Secret names among the words of a text. A name of a single word is an ordinary word too, so
/// it counts only where it is a name: of a function, a sentence, a timeline, or in quotes.
fn names<'a>(secrets: &'a Secrets, text: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let word = |c: char| c.is_alphanumeric() || c == '_';
    let words = text.split(move |c| !word(c)).filter(|word| !word.is_empty());
    words.filter_map(|word| secrets.names.get_key_value(word)).filter_map(move |(name, from)| {
        let named = name.contains('_') || is_named(text, name);
        named.then_some((name.as_str(), from.as_str()))
    })
}

fn is_named(text: &str, name: &str) -> bool {
    let spellings = [
        format!("fn {name}("),
        format!("check-{name} "),
        format!("\"{name}\""),
        format!("{name}.snap"),
        format!("{name}.rs"),
    ];
    spellings.iter().any(|spelling| text.contains(spelling.as_str()))
}

fn keys(line: &str) -> impl Iterator<Item = &str> {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    line.split(move |c| !part(c)).filter(|key| key.starts_with("finding-"))
}

/// Lines of secret code. The grader shares the manners of all Rust with every solution, so there
/// a line has to be long, or two have to stand together.
fn code(
    secrets: &Secrets,
    path: &str,
    text: &str,
    leak: &mut impl FnMut(Option<usize>, What, &str, &str),
) {
    const LONG: usize = 60;
    let grader = path.starts_with("grader/");
    let told: BTreeSet<String> = telling(text).into_iter().collect();
    let mut before = None;
    let lines = text.lines().map(plain).enumerate().filter(|(_, line)| !line.is_empty());
    for (number, line) in lines {
        let found = secrets.code.get(&line).filter(|_| told.contains(&line));
        let telling = line.chars().count() >= if grader { LONG } else { TELLING };
        if let Some(from) = found.filter(|_| telling || before.is_some()) {
            leak(Some(number + 1), What::Code, &line, from);
        }
        before = found;
    }
}

fn timelines(
    secrets: &Secrets,
    text: &str,
    leak: &mut impl FnMut(Option<usize>, What, &str, &str),
) {
    if !text.contains(" ms ") {
        return;
    }
    let lines: Vec<String> = text.lines().map(plain).collect();
    let text = lines.join("\n");
    for (timeline, from) in &secrets.timelines {
        if text.contains(timeline.as_str()) {
            leak(None, What::Timeline, timeline.lines().next().unwrap_or_default(), from);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = "let ends = futures::future::join_all(jobs).await;";

    fn secrets() -> Secrets {
        let mut secrets = Secrets::default();
        secrets.names.insert("burnt_first".to_owned(), "tests/bread/hidden.rs".to_owned());
        secrets.names.insert("round".to_owned(), "tests/bread/hidden.rs".to_owned());
        secrets.findings.insert("finding-cold-oven".to_owned());
        for line in [LINE, "for (place, end) in ends.into_iter().enumerate() {"] {
            secrets.code.insert(line.to_owned(), "solutions/bread.rs".to_owned());
        }
        let sentence = "The oven was cold when the first loaf went in, so nothing rose.";
        let from = "tests/bread/findings.en.ftl: finding-cold-oven";
        secrets
            .words
            .extend(prose::runs_of(sentence).into_iter().map(|run| (run, from.to_owned())));
        let timeline = "0 ms A start\n0 ms B start\n9 ms A end\n9 ms B end";
        secrets.timelines.insert(timeline.to_owned(), "tests/bread/snapshots/a.snap".to_owned());
        secrets
    }

    fn found(path: &str, text: &str) -> Vec<What> {
        let files = Files::from([(path.to_owned(), text.as_bytes().to_owned())]);
        leaks(&secrets(), &files).into_iter().map(|leak| leak.what).collect()
    }

    #[test]
    fn every_kind_of_secret_is_found_in_any_file() {
        assert_eq!(found("tests/bread/mutants/m1.rs", ""), [What::File]);
        assert_eq!(found("tests/bread/hidden.rs", ""), [What::File]);
        assert_eq!(found("solutions/bread.rs", ""), [What::File]);
        assert_eq!(found("docs/a.md", "see `burnt_first`"), [What::Name]);
        assert_eq!(found("tests/bread/snapshots/burnt_first.snap", ""), [What::Name]);
        assert_eq!(found("a.txt", "finding-cold-oven = …"), [What::Finding]);
        assert_eq!(found("README.md", &format!("    {LINE}")), [What::Code]);
        assert_eq!(found("a.json", "\"when the first loaf\nwent in, so nothing\""), [What::Words]);
        let drawn = "//!    0 ms  A  start\n//!    0 ms  B  start\n//!    9 ms  A  end\n\
            //!    9 ms  B  end\n";
        assert_eq!(found("grader/src/a.rs", drawn), [What::Timeline]);
    }

    #[test]
    fn a_name_that_is_an_ordinary_word_counts_only_as_a_name() {
        assert_eq!(found("a.md", "a round loaf of bread"), []);
        assert_eq!(found("a.rs", "async fn round(a: u8)"), [What::Name]);
    }

    #[test]
    fn what_is_sealed_may_be_called_a_solution() {
        assert_eq!(found("solutions/bread.sealed", "…"), []);
    }

    #[test]
    fn in_the_grader_two_lines_have_to_stand_together() {
        let two = format!("{LINE}\n\nfor (place, end) in ends.into_iter().enumerate() {{\n");
        assert_eq!(found("grader/src/a.rs", LINE), []);
        assert_eq!(found("grader/src/a.rs", &two), [What::Code]);
    }
}
