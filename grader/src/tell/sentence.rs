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

/// The text without whatever steers the one who shows it, except for line ends.
pub fn tame(text: &str) -> String {
    text.chars().map(|c| if steers(c) && c != '\n' { '\u{fffd}' } else { c }).collect()
}

/// The compiler's own rendering, tamed but for its colours.
pub fn tame_rendered(text: &str) -> String {
    const COLOUR: &str = "\u{1b}[";
    let mut tamed = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(COLOUR) {
        let (before, after) = rest.split_at(start);
        tamed.push_str(&tame(before));
        let after = &after[COLOUR.len()..];
        let length = after.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(after.len());
        if after[length..].starts_with('m') {
            tamed.push_str(&rest[start..=start + COLOUR.len() + length]);
            rest = &after[length + 1..];
        } else {
            tamed.push_str("\u{fffd}[");
            rest = after;
        }
    }
    tamed + &tame(rest)
}

/// A control character, or one that turns the direction of writing around: a terminal obeys the
/// one, and a reader is misled by the other.
pub fn steers(c: char) -> bool {
    let turns = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_of_a_submission_are_taken_out() {
        assert_eq!(tame("a\u{1b}[2Jb\nc"), "a\u{fffd}[2Jb\nc");
        assert_eq!(tame("\u{9b}2J \u{202e}txt"), "\u{fffd}2J \u{fffd}txt");
    }

    #[test]
    fn of_what_the_compiler_rendered_nothing_is_left_but_colours() {
        let tamed = [
            ("\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m\n", "\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m\n"),
            ("\u{1b}[2Ja\u{1b}[1", "\u{fffd}[2Ja\u{fffd}[1"),
            ("\u{1b}]0;title\u{7}\u{1b}[?25l", "\u{fffd}]0;title\u{fffd}\u{fffd}[?25l"),
        ];
        for (rendered, harmless) in tamed {
            assert_eq!(tame_rendered(rendered), harmless);
        }
    }
}
