//! The bundles: the grader's own sentences, and those that an exercise brings along.

use std::{collections::BTreeMap, sync::LazyLock};

use fluent_bundle::{
    FluentArgs, FluentError, FluentResource, FluentValue, concurrent::FluentBundle,
};
use kit::record::Fact;
use unic_langid::LanguageIdentifier;

use crate::model::Language;

/// What a sentence is filled with.
pub type Args = BTreeMap<String, Fact>;

type Bundle = FluentBundle<FluentResource>;

/// Sentences that are read when the first of them is said: most runs say few of them.
type Unread = LazyLock<Bundle, Box<dyn FnOnce() -> Bundle + Send>>;

/// Every sentence that can be said in one language.
pub struct Texts {
    pub language: Language,
    own: Unread,
    /// Sentences of the exercises, each under its exercise's name.
    exercises: BTreeMap<String, Unread>,
}

impl Texts {
    /// The grader's own sentences.
    pub fn new(language: Language) -> Texts {
        let source = match language {
            Language::En => include_str!("../../locales/en.ftl"),
            Language::Ru => include_str!("../../locales/ru.ftl"),
        };
        Texts::of(language, source)
    }

    /// Sentences of another source, which stand for the grader's own.
    pub fn of(language: Language, source: &'static str) -> Texts {
        let own = unread(language, move || source.to_owned());
        Texts { language, own, exercises: BTreeMap::new() }
    }

    /// Adds the sentences of an exercise, which are read when one of them is needed.
    pub fn add(&mut self, exercise: &str, read: impl FnOnce() -> String + Send + 'static) {
        self.exercises.insert(exercise.to_owned(), unread(self.language, read));
    }

    /// A sentence of the grader's.
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &Args::new())
    }

    /// A sentence of the grader's with its blanks filled. A missing one is told by its key: a
    /// report with a hole is better than none, and a test keeps the keys complete.
    pub fn say_with(&self, key: &str, args: &Args) -> String {
        formatted(&self.own, key, args).unwrap_or_else(|| key.to_owned())
    }

    /// A number with its decimals as they are written in the language.
    pub fn number(&self, number: &str) -> String {
        match self.language {
            Language::En => number.to_owned(),
            Language::Ru => number.replace('.', ","),
        }
    }

    /// A sentence of the exercise's, or else the grader's of the same key.
    pub fn of_exercise(&self, exercise: &str, key: &str, args: &Args) -> Option<String> {
        let own = self.exercises.get(exercise);
        own.and_then(|bundle| formatted(bundle, key, args))
            .or_else(|| formatted(&self.own, key, args))
    }
}

fn unread(language: Language, read: impl FnOnce() -> String + Send + 'static) -> Unread {
    LazyLock::new(Box::new(move || bundle(language, read()).0))
}

/// The bundle, and what in its source could not be understood.
fn bundle(language: Language, source: String) -> (Bundle, Vec<String>) {
    let identifier = LanguageIdentifier::from_bytes(language.code().as_bytes());
    let mut bundle = FluentBundle::new_concurrent(identifier.into_iter().collect());
    // The marks that keep text directions apart would be noise in a terminal.
    bundle.set_use_isolating(false);
    let (resource, mut problems) = match FluentResource::try_new(source) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors.iter().map(ToString::to_string).collect()),
    };
    if let Err(errors) = bundle.add_resource(resource) {
        problems.extend(errors.iter().map(FluentError::to_string));
    }
    (bundle, problems)
}

fn formatted(bundle: &Bundle, key: &str, args: &Args) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let mut filled = FluentArgs::new();
    for (name, fact) in args {
        filled.set(name.as_str(), value(fact));
    }
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, Some(&filled), &mut errors);
    Some(text.into_owned())
}

fn value(fact: &Fact) -> FluentValue<'_> {
    match fact {
        Fact::Number(number) => FluentValue::from(*number),
        Fact::Text(text) => FluentValue::from(text.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_counts_have_three_forms() {
        let mut texts = Texts::new(Language::Ru);
        let source = "jobs = { $n ->\n    [one] { $n } задача\n    [few] { $n } задачи\n   *[many] { $n } задач\n }\n";
        texts.add("bread", || source.to_owned());
        let said = |n: i64| {
            let args = Args::from([("n".to_owned(), Fact::Number(n))]);
            texts.of_exercise("bread", "jobs", &args).unwrap()
        };
        assert_eq!(
            [said(1), said(3), said(5), said(21)],
            ["1 задача", "3 задачи", "5 задач", "21 задача"]
        );
    }

    #[test]
    fn a_broken_source_says_so_and_keeps_what_is_whole() {
        const SOURCE: &str = "whole = yes\nbroken";
        assert!(!bundle(Language::En, SOURCE.to_owned()).1.is_empty());
        let mut texts = Texts::new(Language::En);
        texts.add("bread", || SOURCE.to_owned());
        assert_eq!(texts.of_exercise("bread", "whole", &Args::new()).as_deref(), Some("yes"));
    }
}
