//! Sentences: both languages have the same keys and fill them with the same blanks, every
//! sentence that is asked for is there, and none is there for nothing.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};

use super::{files, nothing_wrong, read, shown};
use crate::support::root;

/// Keys with the blanks that their sentences fill.
pub type Sentences = BTreeMap<String, BTreeSet<String>>;

#[test]
fn both_languages_of_the_grader_have_the_same_sentences() {
    let [en, ru] = ["en", "ru"].map(own);
    nothing_wrong(&differences("grader/locales", &en, &ru));
}

#[test]
fn every_sentence_of_the_grader_that_is_asked_for_is_there() {
    const ASKED: [&str; 4] = ["say(\"", "say_with(\"", "usage(\"", "ours(\""];
    let (mut known, source) = (own("en"), source());
    // English help is clap's to tell.
    known.extend(sentences(&root().join("grader/locales/help.ru.ftl")));
    let asked = ASKED.iter().flat_map(|asked| quoted_after(&source, asked));
    let found = FINDINGS.iter().flat_map(|told| quoted_after(&source, told));
    // Keys that are passed on before they are said are known by their families.
    let families = FAMILIES.iter().flat_map(|family| {
        let quoted = quoted_after(&source, &format!("\"{family}"));
        quoted.into_iter().map(move |rest| format!("{family}{rest}"))
    });
    let keys = asked.chain(families).chain(found.map(|id| format!("finding-{id}")));
    let missing = keys.filter(|key| !known.contains_key(key));
    nothing_wrong(&missing.map(|key| format!("no sentence `{key}`")).collect::<Vec<_>>());
}

#[test]
fn no_sentence_of_the_grader_is_there_for_nothing() {
    let everything = source() + &checks();
    let unused = own("en").into_keys().filter(|key| {
        let id = key.strip_prefix("finding-").unwrap_or(key);
        !everything.contains(&format!("\"{id}\""))
    });
    nothing_wrong(&unused.map(|key| format!("`{key}` is never said")).collect::<Vec<_>>());
}

const FAMILIES: [&str; 7] = ["fault-", "reset-", "state-", "table-", "verify-", "watch-", "way-"];

/// The beginnings of expressions that name a finding.
const FINDINGS: [&str; 4] = ["Finding::new(\"", "finding(\"", "Broken::new(\"", "mistake(\""];

/// The grader's own sentences in a language.
pub fn own(code: &str) -> Sentences {
    sentences(&root().join("grader/locales").join(format!("{code}.ftl")))
}

/// Reads a file of sentences; what cannot be read in it is a failure.
pub fn sentences(path: &Path) -> Sentences {
    let source = read(path);
    let resource = fluent_syntax::parser::parse(source.as_str()).unwrap_or_else(|(_, errors)| {
        panic!("{} cannot be read: {errors:?}", shown(path));
    });
    let mut found = Sentences::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut blanks = BTreeSet::new();
        message.value.iter().for_each(|pattern| of_pattern(pattern, &mut blanks));
        let twice = found.insert(message.id.name.to_owned(), blanks).is_some();
        assert!(!twice, "{}: `{}` stands twice", shown(path), message.id.name);
    }
    found
}

/// What one language has and the other has not.
pub fn differences(place: &str, en: &Sentences, ru: &Sentences) -> Vec<String> {
    let keys: BTreeSet<&String> = en.keys().chain(ru.keys()).collect();
    let different = keys.into_iter().filter(|key| en.get(*key) != ru.get(*key));
    different
        .map(|key| format!("{place}: `{key}`: en {:?}, ru {:?}", en.get(key), ru.get(key)))
        .collect()
}

/// The texts in quotes that directly follow this beginning.
pub fn quoted_after(source: &str, beginning: &str) -> BTreeSet<String> {
    let after = source.split(beginning).skip(1);
    let quoted = after.filter_map(|rest| rest.split_once('"')).map(|(text, _)| text.to_owned());
    quoted.filter(|text| !text.contains(['{', ' '])).collect()
}

fn of_pattern(pattern: &Pattern<&str>, blanks: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, blanks);
        }
    }
}

fn of_expression(expression: &Expression<&str>, blanks: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, blanks),
        Expression::Select { selector, variants } => {
            of_inline(selector, blanks);
            for variant in variants {
                of_pattern(&variant.value, blanks);
            }
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, blanks: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            blanks.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => of_expression(expression, blanks),
        InlineExpression::FunctionReference {
            arguments: CallArguments { positional, named },
            ..
        } => {
            let named = named.iter().map(|argument| &argument.value);
            positional.iter().chain(named).for_each(|argument| of_inline(argument, blanks));
        }
        _ => {}
    }
}

/// The grader's own source, one file after the other, without its tests.
fn source() -> String {
    let files = files("grader/src", "rs").into_iter().map(|file| read(&file));
    let without_tests = |source: String| match source.split_once("#[cfg(test)]") {
        Some((before, _)) => before.to_owned(),
        None => source,
    };
    files.map(without_tests).collect()
}

fn checks() -> String {
    files("tests", "rs").iter().map(|file| read(file)).collect()
}
