//! Statements: the same sections, hints and promises in both languages, and a stub that declares
//! exactly what is promised.

use grader::{
    course::{Paths, Statement, read_statement},
    diagnose,
    model::Language,
};

use super::{exercises::names, nothing_wrong, read};
use crate::support::root;

const HINTS: usize = 3;

fn sections(language: Language) -> [&'static str; 5] {
    match language {
        Language::En => ["What to build", "Examples", "asyncio and Rust", "What differs", "Hints"],
        Language::Ru => {
            ["Что построить", "Примеры", "asyncio и Rust", "Чем отличается", "Подсказки"]
        }
    }
}

#[test]
fn every_statement_has_its_sections_in_order() {
    let mut complaints = Vec::new();
    for_each_statement(|name, language, text, _| {
        let seen: Vec<&str> =
            outside_of_code(text).filter_map(|line| line.strip_prefix("## ")).collect();
        if seen != sections(language) {
            complaints.push(format!("{name}.{}: {seen:?}", language.code()));
        }
        if !text.starts_with("# ") {
            complaints.push(format!("{name}.{} has no title", language.code()));
        }
    });
    nothing_wrong(&complaints);
}

#[test]
fn every_statement_has_three_hints() {
    let mut complaints = Vec::new();
    for_each_statement(|name, language, _, statement| {
        let hints = &statement.hints;
        if hints.len() != HINTS || hints.iter().any(String::is_empty) {
            complaints.push(format!("{name}.{}: {} hints", language.code(), hints.len()));
        }
    });
    nothing_wrong(&complaints);
}

#[test]
fn both_languages_promise_the_same() {
    for name in stated() {
        let [en, ru] = Language::ALL.map(|language| statement(&name, language).signatures);
        assert!(!en.is_empty(), "{name} promises nothing");
        assert_eq!(en, ru, "{name}");
    }
}

#[test]
fn a_stub_declares_exactly_what_is_promised() {
    let mut complaints = Vec::new();
    for name in stated() {
        let promised = statement(&name, Language::En).signatures;
        let stub = read(&root().join("exercises").join(format!("{name}.rs")));
        if let Err(why) = syn::parse_file(&promised) {
            complaints.push(format!("{name}: the promise cannot be read: {why}"));
        }
        // Without an error of the compiler's, what is left to tell are the differences.
        for (what, source, promised) in
            [("the stub", &stub, &promised), ("the promise", &promised, &stub)]
        {
            let differences = diagnose::broken(&[], source, promised, &name);
            let told = differences.iter().map(|finding| &finding.facts);
            complaints.extend(told.map(|facts| format!("{name}: {what} differs: {facts:?}")));
        }
    }
    nothing_wrong(&complaints);
}

/// Exercises with both statements; that none is missing is another test's fact.
fn stated() -> Vec<String> {
    let there = |name: &String, ending| root().join(format!("exercises/{name}.{ending}")).is_file();
    names().into_iter().filter(|name| there(name, "md") && there(name, "ru.md")).collect()
}

fn statement(exercise: &str, language: Language) -> Statement {
    let paths = Paths::find(&root(), None).expect("the course is in the root");
    read_statement(&paths, exercise, language).unwrap_or_else(|why| panic!("{why}"))
}

fn for_each_statement(mut look: impl FnMut(&str, Language, &str, &Statement)) {
    for name in stated() {
        for language in Language::ALL {
            let paths = Paths::find(&root(), None).expect("the course is in the root");
            let text = read(&paths.statement(&name, language));
            look(&name, language, &text, &statement(&name, language));
        }
    }
}

/// A `#` in a block of code begins no section.
fn outside_of_code(text: &str) -> impl Iterator<Item = &str> {
    text.split("```").step_by(2).flat_map(str::lines)
}
