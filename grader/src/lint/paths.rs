//! Banned paths: found on the tokens, so that the inside of a macro is seen too, with the file's
//! own `use` items taken into account.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{UseTree, visit::Visit};

use super::Broken;

pub(super) fn broken(
    tree: &syn::File,
    tokens: TokenStream,
    banned: &[&str],
    macros: &[&str],
) -> Vec<Broken> {
    let mut imports = Imports::default();
    imports.visit_file(tree);
    let mut runs = Vec::new();
    collect_runs(tokens, &mut runs);
    let mut found: Vec<Broken> = imports
        .all
        .iter()
        .filter_map(|import| banned_by(&import.path, banned, import.span))
        .collect();
    for run in &runs {
        if run.is_macro && run.path.last().is_some_and(|name| macros.contains(&name.as_str())) {
            let name = run.path.last().map_or("", String::as_str);
            found.push(Broken::new("banned", format!("{name}!"), run.span));
        }
        let ways = imports.ways(&run.path);
        found.extend(ways.iter().find_map(|path| banned_by(path, banned, run.span)));
    }
    found
}

fn banned_by(path: &[String], banned: &[&str], span: Span) -> Option<Broken> {
    let hit = banned.iter().find(|ban| {
        let ban: Vec<&str> = ban.split("::").collect();
        path.len() >= ban.len() && path.iter().zip(&ban).all(|(have, ban)| have == ban)
    })?;
    Some(Broken::new("banned", *hit, span))
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
                let mut path = vec![first.to_string()];
                while let Some(TokenTree::Ident(next)) = after_colons(&tokens, at) {
                    path.push(next.to_string());
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
    /// Every full path that these names can mean.
    fn ways(&self, path: &[String]) -> Vec<Vec<String>> {
        let mut ways = vec![path.to_vec()];
        for import in &self.all {
            let mut full = import.path.clone();
            match &import.name {
                Some(name) if path.first() == Some(name) => full.extend_from_slice(&path[1..]),
                None => full.extend_from_slice(path),
                Some(_) => continue,
            }
            ways.push(full);
        }
        ways
    }

    fn add(&mut self, tree: &UseTree, before: &[String]) {
        match tree {
            UseTree::Path(path) => {
                let mut longer = before.to_vec();
                longer.push(path.ident.to_string());
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
            path.push(real.to_string());
        }
        let own = if name == "self" { path.last().cloned() } else { Some(name.to_string()) };
        self.all.push(Import { name: own, path, span: real.span() });
    }
}

impl<'ast> Visit<'ast> for Imports {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.add(&item.tree, &[]);
    }
}
