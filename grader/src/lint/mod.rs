//! Source rules: what a module may not contain, found on its tokens and syntax tree before it is
//! compiled. A rule broken is a finding; a module that cannot be parsed is left to the compiler.

mod attributes;
mod paths;

use std::collections::HashSet;

use syn::visit::Visit;

use crate::model::{Finding, Place};

/// What no module may use: it would make its own time, end its process, or speak in the
/// grader's place.
const BANNED: &[&str] = &[
    "tokio::time::advance",
    "tokio::time::pause",
    "tokio::time::resume",
    "std::process::exit",
    "std::process::abort",
    "std::panic::set_hook",
    "std::panic::take_hook",
    "std::intrinsics",
    "core::intrinsics",
];

/// Macros that read other files or the environment at compile time.
const BANNED_MACROS: &[&str] =
    &["include", "include_str", "include_bytes", "env", "option_env", "global_asm", "asm"];

/// The rules that the module breaks, in the order of its lines; `None` when it is not Rust that
/// this parser understands.
pub fn lint(source: &str, file: &str, banned_here: &[String]) -> Option<Vec<Finding>> {
    let tree = syn::parse_file(source).ok()?;
    let tokens: proc_macro2::TokenStream = source.parse().ok()?;
    let mut banned: Vec<&str> = BANNED.to_vec();
    banned.extend(banned_here.iter().map(String::as_str));
    let mut broken = paths::broken(&tree, tokens, &banned, BANNED_MACROS);
    let mut visitor = attributes::Visitor::default();
    visitor.visit_file(&tree);
    broken.extend(visitor.broken);
    broken.sort_by_key(|rule| (rule.line, rule.column));
    // An import is seen as an item and as a path; one of them is enough.
    let mut known = HashSet::new();
    broken.retain(|rule| known.insert((rule.rule, rule.what.clone(), rule.line)));
    Some(broken.into_iter().map(|rule| rule.finding(file)).collect())
}

/// One broken rule.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Broken {
    rule: &'static str,
    what: String,
    line: usize,
    column: usize,
}

impl Broken {
    fn new(rule: &'static str, what: impl Into<String>, span: proc_macro2::Span) -> Broken {
        let start = span.start();
        Broken { rule, what: what.into(), line: start.line, column: start.column + 1 }
    }

    fn finding(self, file: &str) -> Finding {
        let place = Place { file: file.to_owned(), line: self.line, column: self.column };
        Finding::new(self.rule).with("what", self.what).at(Some(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(source: &str) -> Vec<String> {
        let found = lint(source, "gather.rs", &["tokio::sync".to_owned()]).unwrap();
        found
            .iter()
            .map(|finding| {
                let what = serde_json::to_value(&finding.facts["what"]).unwrap();
                let line = finding.place.as_ref().unwrap().line;
                format!("{}: {} at {line}", finding.id, what.as_str().unwrap_or_default())
            })
            .collect()
    }

    #[test]
    fn a_banned_path_is_found_however_it_is_written() {
        for source in [
            "async fn f() { tokio::time::pause(); }",
            "use tokio::time::pause; fn f() { pause() }",
            "use tokio::time; async fn f() { time::pause(); }",
            "use tokio::time as t; async fn f() { t::pause(); }",
            "use tokio::{time::{self, sleep}}; async fn f() { time::pause(); }",
            "use tokio::time::*; async fn f() { pause(); }",
            "async fn f() { tokio::join!(async { tokio::time::pause() }); }",
            "use ::tokio::time::pause as p; fn f() { p() }",
        ] {
            let rules = rules(source);
            assert!(
                rules.iter().any(|rule| rule.contains("tokio::time::pause")),
                "{source}: {rules:?}"
            );
        }
    }

    #[test]
    fn a_ban_of_one_exercise_is_added() {
        assert_eq!(rules("use tokio::sync::Mutex;"), ["banned: tokio::sync at 1"]);
    }

    #[test]
    fn ordinary_code_breaks_no_rule() {
        let source = "//! Notes.\n#![allow(dead_code)]\nuse std::time::Duration;\nmod inner { pub fn f() {} }\n\
            /// Doc.\n#[derive(Debug)]\npub struct S;\nfn pause() {}\nfn g() { pause(); self::inner::f() }\n";
        assert_eq!(rules(source), Vec::<String>::new());
    }

    #[test]
    fn files_attributes_and_statics_from_outside_are_named() {
        let source = "#![feature(x)]\nmod other;\n#[path = \"x.rs\"]\nmod more {}\nstatic mut N: u8 = 0;\n\
            #[global_allocator]\nstatic A: u8 = 0;\nconst T: &str = include_str!(\"../x\");\nuse crate::Bound;\n";
        let rules = rules(source);
        for rule in [
            "attribute: feature at 1",
            "file-module: other at 2",
            "attribute: path at 3",
            "static-mut: N at 5",
            "attribute: global_allocator at 6",
            "banned: include_str! at 8",
            "outside: crate at 9",
        ] {
            assert!(rules.iter().any(|found| found == rule), "{rule} is not in {rules:?}");
        }
    }

    #[test]
    fn what_is_not_rust_is_left_to_the_compiler() {
        assert_eq!(lint("fn (", "gather.rs", &[]), None);
    }
}
