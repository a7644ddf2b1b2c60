//! Sentences known again by runs of words, whatever the line breaks, marks and cases between
//! them.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash, Hasher},
};

/// So many words in a row are nobody's coincidence.
const RUN: usize = 8;
/// A whole sentence may be shorter.
const SHORTEST: usize = 5;

/// The runs of a text that is to be known again: of every sentence all runs of a fixed length,
/// and of a short sentence the sentence.
pub fn runs_of(text: &str) -> BTreeSet<u64> {
    let mut runs = BTreeSet::new();
    for sentence in text.split(['.', ';', ':', '?', '!', '|', '{', '}', '[', ']', '\n']) {
        let words: Vec<u64> = words(sentence).map(|(word, _)| word).collect();
        if words.len() >= RUN {
            runs.extend(words.windows(RUN).map(together));
        } else if words.len() >= SHORTEST {
            runs.insert(together(&words));
        }
    }
    runs
}

/// Every run of a text in which something is looked for, with the line on which it begins.
pub fn runs_in(text: &str) -> Vec<(u64, usize)> {
    let mut all = Vec::new();
    for (number, line) in text.lines().enumerate() {
        all.extend(words(line).map(|(word, _)| (word, number + 1)));
    }
    let hashes: Vec<u64> = all.iter().map(|(word, _)| *word).collect();
    let runs = |length: usize| {
        hashes.windows(length).enumerate().map(|(at, run)| (together(run), all[at].1))
    };
    (SHORTEST..=RUN).flat_map(runs).collect()
}

/// The words of a text by their hashes.
fn words(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.filter(|word| !word.is_empty()).map(|word| (hash(&word.to_lowercase()), word))
}

fn together(words: &[u64]) -> u64 {
    hash(&words)
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(secret: &str, text: &str) -> bool {
        let runs = runs_of(secret);
        runs_in(text).iter().any(|(run, _)| runs.contains(run))
    }

    #[test]
    fn a_sentence_is_known_again_over_line_breaks_and_marks() {
        let secret = "Nobody polls the jobs that were left behind when the call was dropped.";
        assert!(found(secret, "// …nobody polls the JOBS that were\n// left behind: when the"));
        assert!(!found(secret, "somebody polls the jobs that were left alone"));
    }

    #[test]
    fn a_short_sentence_is_known_as_a_whole() {
        assert!(found("Whoever kneads wakes the bakers", "whoever kneads wakes the\nbakers!"));
        assert!(!found("Whoever kneads wakes the bakers", "whoever kneads wakes the neighbours"));
        assert!(!found("Four words are few", "four words are few"));
    }

    #[test]
    fn russian_is_known_again_too() {
        let secret = "Кто месит тесто, тот будит пекарей";
        assert!(found(secret, "# кто месит тесто,\n# тот будит пекарей"));
    }
}
