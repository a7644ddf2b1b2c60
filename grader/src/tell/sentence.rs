//! Sentences of findings and checks, with a submission's own words made harmless.

use kit::record::Fact;

use crate::{
    model::Finding,
    text::{Args, Texts},
};

/// The finding's sentence in the reader's language.
pub fn sentence(texts: &Texts, exercise: &str, finding: &Finding) -> String {
    let key = format!("finding-{}", finding.id);
    let facts: Args =
        finding.facts.iter().map(|(name, fact)| (name.clone(), tamed(fact))).collect();
    texts.of_exercise(exercise, &key, &facts).unwrap_or_else(|| finding.id.clone())
}

/// The check by its name and, where the exercise has one, the sentence of what it looks at.
pub fn check(texts: &Texts, exercise: &str, check: &str) -> String {
    let args = Args::from([("check".to_owned(), check.into())]);
    let about = texts.of_exercise(exercise, &format!("check-{check}"), &Args::new());
    let about = about.map(|about| format!(": {about}")).unwrap_or_default();
    format!("{}{about}", texts.say_with("in-check", &args))
}

/// A submission's words must not steer the reader's terminal.
fn tamed(fact: &Fact) -> Fact {
    match fact {
        Fact::Number(number) => Fact::Number(*number),
        Fact::Text(text) => Fact::Text(tame(text)),
    }
}

/// The text without its control characters, except for line ends.
pub fn tame(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_of_a_submission_are_taken_out() {
        assert_eq!(tame("a\u{1b}[2Jb\nc"), "a\u{fffd}[2Jb\nc");
    }
}
