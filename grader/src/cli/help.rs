//! The help in the reader's language. English is what clap says by itself; for another language
//! every text of the command line is put in its place. Nothing here runs unless help or an error
//! is to be shown.

use clap::{Arg, Command, CommandFactory, builder::PossibleValue};

use super::args::Args;
use crate::text::{Args as Facts, Texts};

/// A sentence of the help by its key, with its blanks filled.
pub type Say<'a> = &'a dyn Fn(&str, &Facts) -> String;

/// The command line with all its texts in the language of these.
pub fn command(texts: &Texts) -> Command {
    translated(&|key, facts| texts.say_with(key, facts))
}

fn translated(say: Say) -> Command {
    let mut command = Args::command();
    // Brings what clap adds by itself: `--help`, `help`, and global options everywhere.
    command.build();
    let codes = say("exit-codes", &Facts::new());
    one(command, "", say).after_help(codes)
}

/// One command and those below it; `path` is how it is reached, `pack-student`.
fn one(command: Command, path: &str, say: Say) -> Command {
    let word = |key: &str| say(key, &Facts::new());
    let about = match (command.get_name(), path) {
        ("help", _) => "command-help".to_owned(),
        (_, "") => "about".to_owned(),
        _ => format!("command-{path}"),
    };
    let mut command = command
        .about(word(&about))
        .subcommand_help_heading(word("commands"))
        .subcommand_value_name(word("usage-command"))
        .mut_args(|arg| argument(arg, path, say))
        .mut_subcommands(|below| {
            let path = match (path, below.get_name()) {
                // Under `help` every command stands once more.
                (path, "help") => path.to_owned(),
                ("", name) => name.to_owned(),
                (path, name) => format!("{path}-{name}"),
            };
            one(below, &path, say)
        });
    let usage = command.render_usage().ansi().to_string();
    // Behind its title, which is one word in its own style.
    let usage = usage.split_once(' ').map_or("", |(_, usage)| usage);
    let usage = usage.replace("[OPTIONS]", &word("usage-options"));
    let style = *command.get_styles().get_usage();
    let head = format!("{style}{}{style:#}", word("usage"));
    command.override_usage(usage).help_template(format!(
        "{{about-with-newline}}\n{head} {{usage}}\n\n{{all-args}}{{after-help}}"
    ))
}

fn argument(arg: Arg, path: &str, say: Say) -> Arg {
    if arg.is_hide_set() {
        return arg;
    }
    let word = |key: &str| say(key, &Facts::new());
    let everywhere = arg.is_global_set() || ["help", "version"].contains(&arg.get_id().as_str());
    let key = if everywhere { "option".to_owned() } else { format!("option-{path}") };
    let key = format!("{key}-{}", arg.get_id());
    let heading = word(if arg.is_positional() { "arguments" } else { "options" });
    let arg = arg.help_heading(heading);
    if !arg.get_action().takes_values() {
        return arg.help(word(&key)).long_help(None);
    }
    let names = arg.get_value_names().unwrap_or_default();
    let names: Vec<String> = names.iter().map(|name| word(&format!("value-{name}"))).collect();
    let text = Values::of(&arg, &key, say);
    let arg = arg.value_names(names).hide_default_value(true).hide_possible_values(true);
    match text.long() {
        Some(long) => arg.help(text.short()).long_help(long),
        None => arg.help(text.short()),
    }
}

/// An option that takes a value, as its help tells of it.
struct Values {
    text: String,
    default: Option<String>,
    /// All that may be given, in one line.
    possible: Option<String>,
    /// Each of them with what it means, where that is told.
    list: Option<String>,
}

impl Values {
    fn of(arg: &Arg, key: &str, say: Say) -> Values {
        let fact = |name: &str, value: String| Facts::from([(name.to_owned(), value.into())]);
        let default = arg.get_default_values().first();
        let default = default.map(|value| value.to_string_lossy().into_owned());
        let possible = arg.get_possible_values();
        let names: Vec<&str> = possible.iter().map(PossibleValue::get_name).collect();
        let told = possible.iter().any(|value| value.get_help().is_some());
        let line =
            |name: &&str| format!("\n- {name}: {}", say(&format!("{key}-{name}"), &Facts::new()));
        let list = told.then(|| names.iter().map(line).collect::<String>());
        Values {
            text: say(key, &Facts::new()),
            default: default.map(|value| say("default", &fact("value", value))),
            possible: (!names.is_empty()).then(|| say("values", &fact("values", names.join(", ")))),
            list: list.map(|list| say("values-head", &Facts::new()) + &list),
        }
    }

    fn short(&self) -> String {
        let parts = [Some(&self.text), self.default.as_ref(), self.possible.as_ref()];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    fn long(&self) -> Option<String> {
        let list = self.list.as_ref()?;
        let parts = [Some(&self.text), Some(list), self.default.as_ref()];
        Some(parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("\n\n"))
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, collections::BTreeSet};

    use super::*;
    use crate::{cli::mistyped, model::Language};

    fn russian() -> Texts {
        mistyped::texts(Language::Ru).expect("Russian has texts of its own")
    }

    /// Every command, each with its help.
    fn helps(mut command: Command) -> Vec<String> {
        let below: Vec<_> = command.get_subcommands().cloned().collect();
        let own = [command.render_help().to_string(), command.render_long_help().to_string()];
        own.into_iter().chain(below.into_iter().flat_map(helps)).collect()
    }

    #[test]
    fn every_command_and_option_has_its_text_and_no_text_is_for_nothing() {
        let (texts, asked) = (russian(), RefCell::new(BTreeSet::new()));
        translated(&|key, facts| {
            asked.borrow_mut().insert(key.to_owned());
            texts.say_with(key, facts)
        });
        let asked = asked.into_inner();
        // A sentence that is not there is told by its key.
        let missing: Vec<_> = asked.iter().filter(|key| texts.say(key) == **key).collect();
        assert!(missing.is_empty(), "{missing:?}");
        let source = include_str!("../../locales/help.ru.ftl");
        let keys = source.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key);
        let errors = include_str!("mistyped.rs");
        let unused = keys.filter(|key| {
            !key.starts_with(' ')
                && !asked.contains(*key)
                && !errors.contains(&format!("\"{key}\""))
        });
        assert_eq!(unused.collect::<Vec<_>>(), Vec::<&str>::new());
    }

    #[test]
    fn no_english_is_left_in_russian_help() {
        const ENGLISH: [&str; 9] = [
            "Usage",
            "Options",
            "OPTIONS",
            "Commands",
            "Arguments",
            "Print",
            "default",
            "ossible",
            "values",
        ];
        let all = helps(command(&russian()));
        assert!(all.len() > 40, "{}", all.len());
        for help in all {
            let left = ENGLISH.iter().find(|word| help.contains(**word));
            assert_eq!(left, None, "{help}");
        }
    }

    #[test]
    fn help_in_both_languages() {
        let shown = |command: Command| {
            let mut command = command.term_width(80);
            let whole = command.render_help().to_string();
            let check = command.find_subcommand_mut("check").expect("a command");
            format!("{whole}\n----\n{}", check.render_long_help())
        };
        let mut english = Args::command();
        english.build();
        insta::assert_snapshot!("help_en", shown(english));
        insta::assert_snapshot!("help_ru", shown(command(&russian())));
    }
}
