//! Source rules: what a module may not contain, found on its tokens and syntax tree before it is
//! compiled. A rule broken is a finding; a module that cannot be parsed is left to the compiler.

mod nesting;
mod paths;
mod rules;
mod tokens;

use std::collections::HashSet;

use crate::model::{Exercise, Finding, Place};

/// The rules that the module breaks, in the order of its lines; `None` when it is not Rust that
/// this parser understands.
pub fn lint(source: &str, file: &str, exercise: &Exercise) -> Option<Vec<Finding>> {
    let tokens: proc_macro2::TokenStream = source.parse().ok()?;
    if let Some(place) = nesting::too_deep(tokens.clone()) {
        return Some(vec![Broken::new("too-deep", "", place).finding(file)]);
    }
    let tree = syn::parse2(tokens.clone()).ok()?;
    let mut broken = paths::broken(&tree, tokens.clone(), &rules::banned(exercise));
    broken.extend(tokens::broken(tokens));
    broken.sort_by_key(|rule| (rule.line, rule.column));
    // An import is seen as an item and as a path; one of them is enough.
    let mut known = HashSet::new();
    broken.retain(|rule| known.insert((rule.rule, rule.what.clone(), rule.line)));
    Some(broken.into_iter().map(|rule| rule.finding(file)).collect())
}

/// A name without the `r#` that may stand before it.
fn named(ident: &proc_macro2::Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
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
        let finding = Finding::new(self.rule).at(Some(place));
        if self.what.is_empty() { finding } else { finding.with("what", self.what) }
    }
}

#[cfg(test)]
mod tests;
