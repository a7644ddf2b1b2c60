//! Banned paths: found on the tokens, so that the inside of a macro is seen too, with the file's
//! own `use` items taken into account.

use std::collections::{BTreeSet, HashMap, HashSet};

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{UseTree, visit::Visit};

use super::{Broken, named, rules};

/// No banned path is longer, so nothing behind this matters.
const LONGEST: usize = 8;
/// So many times a name may be renamed before nobody looks any more.
const RENAMED: usize = 16;

pub(super) fn broken(tree: &syn::File, tokens: TokenStream, banned: &[&str]) -> Vec<Broken> {
    let mut imports = Imports::default();
    imports.visit_file(tree);
    let mut runs = Vec::new();
    collect_runs(tokens, &mut runs);
    let names = Names::new(banned, &imports.all);
    let mut found = Vec::new();
    for import in &imports.all {
        found.extend(names.banned_by(&import.path, import.span));
        if names.reaches(&import.path) {
            found.extend(macro_of(&import.path, rules::MACROS, import.span));
        }
    }
    for run in &runs {
        let macros = if run.is_macro { rules::MACROS } else { rules::UNMISTAKABLE };
        found.extend(macro_of(&run.path, macros, run.span));
        // A word alone may be anybody's: `contract` is a good name for a variable.
        let lone = run.path.len() == 1 && !run.is_macro;
        found
            .extend(names.banned_by(&run.path, run.span).filter(|hit| !lone || is_item(&hit.what)));
    }
    found
}

fn macro_of(path: &[String], macros: &[&str], span: Span) -> Option<Broken> {
    let name = path.last()?;
    let banned = macros.contains(&name.as_str());
    banned.then(|| Broken::new("banned", format!("{name}!"), span))
}

/// Whether the banned path ends in something that can be used without a `::` behind it.
fn is_item(ban: &str) -> bool {
    let last = ban.rsplit("::").next().unwrap_or_default();
    ban.matches("::").count() > 1 || last.starts_with(char::is_uppercase)
}

/// A path as it stands in the source: names joined by `::`.
struct Run {
    path: Vec<String>,
    span: Span,
    is_macro: bool,
}

fn collect_runs(tokens: TokenStream, runs: &mut Vec<Run>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at] {
            TokenTree::Group(group) => collect_runs(group.stream(), runs),
            TokenTree::Ident(first) => {
                let mut path = vec![named(first)];
                while let Some(TokenTree::Ident(next)) = after_colons(&tokens, at) {
                    path.push(named(next));
                    at += 3;
                }
                let is_macro = is_punct(tokens.get(at + 1), '!');
                runs.push(Run { path, span: first.span(), is_macro });
            }
            _ => {}
        }
        at += 1;
    }
}

/// The token behind `::`, when one follows the token at `at`.
fn after_colons(tokens: &[TokenTree], at: usize) -> Option<&TokenTree> {
    let colons = is_punct(tokens.get(at + 1), ':') && is_punct(tokens.get(at + 2), ':');
    colons.then(|| tokens.get(at + 3)).flatten()
}

fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}

/// What the names of a file can mean, as far as that leads to something banned.
struct Names<'a> {
    banned: &'a [&'a str],
    /// Every banned path and every path on the way to one.
    ways: HashSet<&'a str>,
    meanings: HashMap<String, BTreeSet<String>>,
    globs: BTreeSet<String>,
}

impl<'a> Names<'a> {
    fn new(banned: &'a [&'a str], imports: &[Import]) -> Names<'a> {
        let before = |ban: &'a str| ban.match_indices("::").map(|(at, _)| &ban[..at]);
        let ways: HashSet<&str> =
            banned.iter().flat_map(|ban| before(ban).chain(Some(*ban))).collect();
        let mut names = Names { banned, ways, meanings: HashMap::new(), globs: BTreeSet::new() };
        for root in names.ways.iter().filter(|way| !way.contains("::")) {
            names.meanings.insert((*root).to_owned(), BTreeSet::from([(*root).to_owned()]));
        }
        for alias in ["core", "alloc"] {
            names.meanings.insert(alias.to_owned(), BTreeSet::from(["std".to_owned()]));
        }
        for _ in 0..RENAMED {
            // All of them, also after one that says something new.
            if imports.iter().filter(|import| names.learn(import)).count() == 0 {
                break;
            }
        }
        names
    }

    /// Whether the import says something new.
    fn learn(&mut self, import: &Import) -> bool {
        let mut meanings = self.meanings_of(&import.path);
        meanings.retain(|meaning| self.ways.contains(meaning.as_str()));
        let known = match &import.name {
            // Most imports have nothing to do with what is banned.
            Some(_) if meanings.is_empty() => return false,
            Some(name) => self.meanings.entry(name.clone()).or_default(),
            None => &mut self.globs,
        };
        let before = known.len();
        known.extend(meanings);
        known.len() > before
    }

    /// Every full path that this one can mean. It may begin with modules of the file itself.
    fn meanings_of(&self, path: &[String]) -> Vec<String> {
        let path = &path[..path.len().min(LONGEST)];
        let mut all = Vec::new();
        for (at, first) in path.iter().enumerate() {
            let rest = path[at + 1..].iter().flat_map(|name| ["::", name]).collect::<String>();
            let known = self.meanings.get(first).into_iter().flatten();
            all.extend(known.map(|meaning| format!("{meaning}{rest}")));
            all.extend(self.globs.iter().map(|glob| format!("{glob}::{first}{rest}")));
        }
        all
    }

    /// Whether the path comes from outside the file.
    fn reaches(&self, path: &[String]) -> bool {
        path.first().is_some_and(|first| self.meanings.contains_key(first))
    }

    fn banned_by(&self, path: &[String], span: Span) -> Option<Broken> {
        let meanings = self.meanings_of(path);
        let hit = meanings.iter().find_map(|meaning| {
            let is_it = |ban: &&&str| {
                meaning
                    .strip_prefix(**ban)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
            };
            self.banned.iter().find(is_it)
        })?;
        Some(Broken::new("banned", *hit, span))
    }
}

/// What the `use` items of a file bring in, anywhere in it.
#[derive(Default)]
struct Imports {
    all: Vec<Import>,
}

struct Import {
    /// The name in this file; `None` for a glob.
    name: Option<String>,
    path: Vec<String>,
    span: Span,
}

impl Imports {
    fn add(&mut self, tree: &UseTree, before: &[String]) {
        match tree {
            UseTree::Path(path) => {
                let mut longer = before.to_vec();
                longer.push(named(&path.ident));
                self.add(&path.tree, &longer);
            }
            UseTree::Name(name) => self.push(&name.ident, &name.ident, before),
            UseTree::Rename(renamed) => self.push(&renamed.ident, &renamed.rename, before),
            UseTree::Glob(glob) => self.all.push(Import {
                name: None,
                path: before.to_vec(),
                span: glob.star_token.spans[0],
            }),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.add(tree, before)),
        }
    }

    fn push(&mut self, real: &syn::Ident, name: &syn::Ident, before: &[String]) {
        let mut path = before.to_vec();
        // `use a::b::{self}` brings in `b`.
        if real != "self" {
            path.push(named(real));
        }
        let own = if name == "self" { path.last().cloned() } else { Some(named(name)) };
        self.all.push(Import { name: own, path, span: real.span() });
    }
}

impl<'ast> Visit<'ast> for Imports {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add(&item.tree, &[]);
    }
}
