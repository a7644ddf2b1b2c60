//! What cannot be run: a wrong command line, and the wish for help. In English it is clap's to
//! tell; in another language the same is told here, from what clap found out.

use std::{env, ffi::OsString, process::ExitCode};

use anstyle::Style;
use clap::{
    Error, ValueEnum,
    builder::Styles,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::{args::Spoken, help};
use crate::{
    model::Language,
    text::{self, Args as Facts, Texts},
};

/// Says why there is nothing to run, and gives the exit code.
pub fn told(why: &Error) -> ExitCode {
    let typed: Vec<OsString> = env::args_os().collect();
    let variable = env::var("DOJO_LANG").ok();
    let asked = asked(&typed).map(Into::into);
    let texts = texts(text::language(asked, variable.as_deref()));
    // Nobody may be there to read it, and then nobody is told.
    let _ = match &texts {
        None => why.print(),
        Some(texts) => match help::command(texts).try_get_matches_from(&typed) {
            Err(why) if is_help(&why) => why.print(),
            Err(why) => {
                anstream::eprintln!("{}", sentence(&why, texts));
                Ok(())
            }
            // The same command line has the same fault in every language.
            Ok(_) => why.print(),
        },
    };
    ExitCode::from(u8::try_from(why.exit_code()).unwrap_or(2))
}

/// The sentences of help and errors, where clap does not speak the language.
pub fn texts(language: Language) -> Option<Texts> {
    match language {
        Language::En => None,
        Language::Ru => Some(Texts::of(language, include_str!("../../locales/help.ru.ftl"))),
    }
}

/// The language that is asked for on a line that is not understood as a whole.
fn asked(typed: &[OsString]) -> Option<Spoken> {
    let words = typed.iter().map(|word| word.to_str().unwrap_or_default());
    let words: Vec<&str> = words.take_while(|word| *word != "--").collect();
    let behind = words.windows(2).filter(|pair| pair[0] == "--lang").map(|pair| pair[1]);
    let joined = words.iter().filter_map(|word| word.strip_prefix("--lang="));
    behind.chain(joined).find_map(|name| Spoken::from_str(name, true).ok())
}

fn is_help(why: &Error) -> bool {
    use ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    let kinds = [DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion];
    kinds.contains(&why.kind())
}

/// An error as clap would tell it.
fn sentence(why: &Error, texts: &Texts) -> String {
    let styles = Styles::styled();
    let word = |style: &Style, key: &str| format!("{style}{}{style:#}", texts.say(key));
    let mut lines = vec![format!("{} {}", word(styles.get_error(), "error"), fault(why, texts))];
    if let Some(values) = named(why, ContextKind::ValidValue) {
        let facts = Facts::from([("values".to_owned(), values.join(", ").into())]);
        lines.push(format!("  {}", texts.say_with("values", &facts)));
    }
    if let Some(similar) = similar(why) {
        let facts = Facts::from([("names".to_owned(), quoted(&similar).into())]);
        let tip = word(styles.get_valid(), "tip");
        lines.push(format!("\n  {tip} {}", texts.say_with("similar", &facts)));
    }
    if let Some(ContextValue::StyledStr(usage)) = why.get(ContextKind::Usage) {
        // Behind its title, which is one word.
        let usage = usage.to_string();
        let usage = usage.split_once(' ').map_or("", |(_, usage)| usage);
        lines.push(format!("\n{} {usage}", word(styles.get_usage(), "usage")));
    }
    lines.push(format!("\n{}", texts.say("more-help")));
    lines.join("\n")
}

/// What is wrong, in one line.
fn fault(why: &Error, texts: &Texts) -> String {
    let one = |kind| named(why, kind).unwrap_or_default().join(" ");
    let (argument, value) = (one(ContextKind::InvalidArg), one(ContextKind::InvalidValue));
    let others = named(why, ContextKind::PriorArg).unwrap_or_default();
    let (key, what, names) = match why.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            ("error-unknown-option", argument, Vec::new())
        }
        ErrorKind::UnknownArgument => ("error-surplus", argument, Vec::new()),
        ErrorKind::InvalidSubcommand => {
            ("error-unknown-command", one(ContextKind::InvalidSubcommand), Vec::new())
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            ("error-value-missing", argument, Vec::new())
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            ("error-value", argument, Vec::new())
        }
        ErrorKind::TooManyValues => ("error-value-surplus", argument, Vec::new()),
        ErrorKind::MissingRequiredArgument => {
            let missing = named(why, ContextKind::InvalidArg).unwrap_or_default();
            ("error-missing", String::new(), missing)
        }
        ErrorKind::ArgumentConflict if others == [argument.as_str()] => {
            ("error-twice", argument, Vec::new())
        }
        ErrorKind::ArgumentConflict => ("error-conflict", argument, others),
        ErrorKind::InvalidUtf8 => ("error-not-utf8", String::new(), Vec::new()),
        _ => ("error-other", String::new(), Vec::new()),
    };
    let facts = [("what", what), ("value", value), ("names", quoted(&names))];
    let facts = facts.map(|(name, text)| (name.to_owned(), text.into()));
    texts.say_with(key, &Facts::from(facts))
}

fn similar(why: &Error) -> Option<Vec<String>> {
    let kinds =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    kinds.into_iter().find_map(|kind| named(why, kind))
}

/// The words of a part of an error, if it has any.
fn named(why: &Error, kind: ContextKind) -> Option<Vec<String>> {
    match why.get(kind)? {
        ContextValue::String(word) => Some(vec![word.clone()]),
        ContextValue::Strings(words) if !words.is_empty() => Some(words.clone()),
        _ => None,
    }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(line: &str) -> Vec<OsString> {
        line.split_whitespace().map(OsString::from).collect()
    }

    #[test]
    fn the_language_is_found_on_a_line_that_is_wrong() {
        let found = |line| asked(&typed(line)).map(Language::from);
        assert_eq!(found("grader --lang ru --help"), Some(Language::Ru));
        assert_eq!(found("grader check --form --lang=ru"), Some(Language::Ru));
        assert_eq!(found("grader check --lang xx"), None);
        assert_eq!(found("grader check -- --lang ru"), None);
    }

    #[test]
    fn what_is_wrong_is_told_in_russian() {
        const LINES: [&str; 14] = [
            "grader chekc",
            "grader check --form json",
            "grader check --format xml",
            "grader check --format",
            "grader check --format json --format text",
            "grader check --no-color=yes",
            "grader show",
            "grader show gather timeouts",
            "grader reset gather --all",
            "grader timeline gather --svg a --html b",
            "grader verify --repeat many",
            "grader completions bahs",
            "grader pack teacher",
            "grader submit --force",
        ];
        let texts = texts(Language::Ru).expect("Russian has texts of its own");
        let told = LINES.map(|line| {
            let why = help::command(&texts).try_get_matches_from(typed(line));
            let told = sentence(&why.expect_err(line), &texts);
            format!("$ {line}\n{}\n", anstream::adapter::strip_str(&told))
        });
        insta::assert_snapshot!("mistyped_ru", told.join("\n"));
    }
}
