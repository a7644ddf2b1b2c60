//! Attributes and items that reach out of the module: found on the tokens, so that the inside of
//! a macro is seen too.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};

use super::{Broken, named, rules};

pub(super) fn broken(tokens: TokenStream) -> Vec<Broken> {
    let mut broken = Vec::new();
    walk(tokens, 0, &mut broken);
    broken
}

/// `depth` is how many modules deep these tokens stand; `super` is harmless inside.
fn walk(tokens: TokenStream, depth: usize, broken: &mut Vec<Broken>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                let inner = is_punct(tokens.get(at + 1), '!');
                if let Some(TokenTree::Group(group)) = tokens.get(at + 1 + usize::from(inner)) {
                    attribute(group.stream(), inner, punct.span(), broken);
                }
            }
            TokenTree::Ident(word) => broken.extend(item(&tokens, at, word, depth)),
            // `pub(crate)` and its like say who may see, and lead nowhere.
            TokenTree::Group(group) if !is_visibility(&tokens, at, group) => {
                walk(group.stream(), depth_within(&tokens, at, depth), broken);
            }
            _ => {}
        }
    }
}

/// What one word begins, if that is an item that may not be.
fn item(
    tokens: &[TokenTree],
    at: usize,
    word: &proc_macro2::Ident,
    depth: usize,
) -> Option<Broken> {
    let name = |step: usize| match tokens.get(at + step) {
        Some(TokenTree::Ident(name)) => Some(named(name)),
        _ => None,
    };
    let found = |rule, what: String| Some(Broken::new(rule, what, word.span()));
    match word.to_string().as_str() {
        "mod" if is_punct(tokens.get(at + 2), ';') => found("file-module", name(1)?),
        "static" if name(1)? == "mut" => found("static-mut", name(2)?),
        "extern" if name(1).is_some_and(|next| next == "crate") => found("foreign", name(2)?),
        "extern" => found("foreign", "extern".to_owned()),
        "crate" if !is_word(before(tokens, at), "extern") => found("outside", "crate".to_owned()),
        "super" if supers_before(tokens, at, depth) == depth => {
            found("outside", "super".to_owned())
        }
        _ => None,
    }
}

/// The attribute's last name decides: `#[std::prelude::v1::global_allocator]` is that one.
fn attribute(tokens: TokenStream, inner: bool, span: Span, broken: &mut Vec<Broken>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let path: Vec<String> = tokens
        .iter()
        .take_while(|token| matches!(token, TokenTree::Ident(_)) || is_punct(Some(token), ':'))
        .filter_map(|token| match token {
            TokenTree::Ident(name) => Some(named(name)),
            _ => None,
        })
        .collect();
    let (Some(first), Some(last)) = (path.first(), path.last()) else { return };
    if last == "cfg_attr" {
        return conditional(&tokens, inner, span, broken);
    }
    let known = rules::INNER.contains(&first.as_str());
    if rules::ATTRIBUTES.contains(&last.as_str()) || (inner && !known) {
        broken.push(Broken::new("attribute", last, span));
    }
}

/// `cfg_attr(condition, one, another)`: whatever the condition says.
fn conditional(tokens: &[TokenTree], inner: bool, span: Span, broken: &mut Vec<Broken>) {
    let Some(TokenTree::Group(group)) = tokens.last() else { return };
    let parts: Vec<TokenTree> = group.stream().into_iter().collect();
    for part in parts.split(|token| is_punct(Some(token), ',')).skip(1) {
        attribute(part.iter().cloned().collect(), inner, span, broken);
    }
}

/// Inside `mod name { … }` one `super` stays in the file; after `super::{` one is used up.
fn depth_within(tokens: &[TokenTree], at: usize, depth: usize) -> usize {
    if is_word(at.checked_sub(2).and_then(|at| tokens.get(at)), "mod") {
        return depth + 1;
    }
    depth - supers_before(tokens, at, depth)
}

/// How many `super::` stand directly before this token; nobody asks for more than `most`.
fn supers_before(tokens: &[TokenTree], at: usize, most: usize) -> usize {
    let is_super = |step: usize| {
        let Some(at) = at.checked_sub(3 * step) else { return false };
        let colons = is_punct(tokens.get(at + 1), ':') && is_punct(tokens.get(at + 2), ':');
        colons && is_word(tokens.get(at), "super")
    };
    (1..=most).take_while(|step| is_super(*step)).count()
}

fn is_visibility(tokens: &[TokenTree], at: usize, group: &Group) -> bool {
    is_word(before(tokens, at), "pub") && group.delimiter() == Delimiter::Parenthesis
}

fn before(tokens: &[TokenTree], at: usize) -> Option<&TokenTree> {
    at.checked_sub(1).and_then(|at| tokens.get(at))
}

fn is_word(token: Option<&TokenTree>, wanted: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(word)) if word == wanted)
}

fn is_punct(token: Option<&TokenTree>, wanted: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == wanted)
}
