//! How large things may grow, how files open, and names that say nothing.

use std::path::{Path, PathBuf};

use syn::{
    spanned::Spanned,
    visit::{self, Visit},
};

use super::{files, nothing_wrong, parse, read, shown};

const LONGEST_FUNCTION: usize = 80;
const LONGEST_FILE: usize = 400;
/// Of a hundred functions, 95 are no longer than this.
const MOST_FUNCTIONS: usize = 35;

#[test]
fn every_file_opens_with_what_lives_in_it() {
    let silent = own_code().into_iter().filter(|file| !read(file).starts_with("//! "));
    nothing_wrong(&silent.map(|file| format!("{} has no `//!`", shown(&file))).collect::<Vec<_>>());
}

#[test]
fn no_module_has_a_name_that_says_nothing() {
    const NOTHING: [&str; 8] =
        ["util", "utils", "misc", "common", "helper", "helpers", "imp", "stuff"];
    let names = own_code().into_iter().filter(|file| {
        let parts = file.components().map(|part| part.as_os_str().to_string_lossy());
        parts.into_iter().any(|part| NOTHING.contains(&part.trim_end_matches(".rs")))
    });
    nothing_wrong(&names.map(|file| shown(&file)).collect::<Vec<_>>());
}

#[test]
fn no_file_is_too_long() {
    let mut complaints = Vec::new();
    for file in own_code() {
        let lines = read(&file).lines().count() - lines_of_tests(&file);
        if lines > LONGEST_FILE && file.file_name().is_some_and(|name| name != "tests.rs") {
            complaints.push(format!("{}: {lines} lines without tests", shown(&file)));
        }
    }
    nothing_wrong(&complaints);
}

#[test]
fn no_function_is_too_long() {
    let mut complaints = Vec::new();
    for file in own_code() {
        for (name, lines) in functions(&file) {
            if lines > LONGEST_FUNCTION {
                complaints.push(format!("{}: `{name}` has {lines} lines", shown(&file)));
            }
        }
    }
    nothing_wrong(&complaints);
}

#[test]
fn most_functions_of_the_grader_are_short() {
    let all = files("grader/src", "rs").into_iter().flat_map(|file| functions(&file));
    let mut lengths: Vec<usize> = all.map(|(_, lines)| lines).collect();
    lengths.sort_unstable();
    let length = lengths[lengths.len() * 95 / 100];
    assert!(length <= MOST_FUNCTIONS, "the 95th of 100 functions has {length} lines");
}

/// What is written by hand and read by people; mutants and alternatives are written as students
/// would write them.
fn own_code() -> Vec<PathBuf> {
    let folders = ["grader/src", "grader/tests/facts", "tests", "solutions", "exercises"];
    let all = folders.into_iter().flat_map(|folder| files(folder, "rs"));
    let students = |file: &Path| {
        file.iter().any(|part| ["mutants", "accepted", "attacks"].iter().any(|s| part == *s))
    };
    all.filter(|file| !students(file)).collect()
}

fn functions(file: &Path) -> Vec<(String, usize)> {
    let mut functions = Functions::default();
    functions.visit_file(&parse(file));
    functions.found
}

fn lines(item: &impl Spanned) -> usize {
    let span = item.span();
    span.end().line - span.start().line + 1
}

/// Lines of the modules that only tests see.
fn lines_of_tests(file: &Path) -> usize {
    let tests = parse(file).items.into_iter().filter_map(|item| match item {
        syn::Item::Mod(item) if item.attrs.iter().any(is_for_tests) => Some(lines(&item)),
        _ => None,
    });
    tests.sum()
}

fn is_for_tests(attribute: &syn::Attribute) -> bool {
    let tokens = match &attribute.meta {
        syn::Meta::List(list) if list.path.is_ident("cfg") => list.tokens.to_string(),
        _ => String::new(),
    };
    tokens == "test"
}

#[derive(Default)]
struct Functions {
    found: Vec<(String, usize)>,
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.found.push((item.sig.ident.to_string(), lines(item)));
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.found.push((item.sig.ident.to_string(), lines(item)));
        visit::visit_impl_item_fn(self, item);
    }
}
