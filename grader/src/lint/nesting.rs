//! How deep a module nests, measured without descending into it: whoever parses or walks a tree
//! of a hundred thousand levels runs out of stack.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree, token_stream::IntoIter};

/// Nothing that people write comes near this.
const DEEPEST: usize = 4096;
/// A pair of brackets takes a parser through so many more calls than a sign does.
const BRACKETS: usize = 32;

/// One level: its tokens, how deep it lies, and how many tokens stand since the last end of a
/// statement. Each of those may be one level of the tree, as in `!!!!x` or `1 + 1 + 1`.
struct Level {
    tokens: std::iter::Peekable<IntoIter>,
    depth: usize,
    chain: usize,
}

/// Where the module becomes deeper than anybody follows.
pub(super) fn too_deep(tokens: TokenStream) -> Option<Span> {
    let mut levels = vec![Level::new(tokens, 0)];
    while let Some(level) = levels.last_mut() {
        let Some(token) = level.tokens.next() else {
            levels.pop();
            continue;
        };
        level.chain += 1;
        let depth = level.depth + level.chain;
        if depth > DEEPEST {
            return Some(token.span());
        }
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ';' => level.chain = 0,
            TokenTree::Group(group) => {
                if group.delimiter() == Delimiter::Brace && !level.goes_on() {
                    level.chain = 0;
                }
                levels.push(Level::new(group.stream(), depth + BRACKETS));
            }
            _ => {}
        }
    }
    None
}

impl Level {
    fn new(tokens: TokenStream, depth: usize) -> Level {
        Level { tokens: tokens.into_iter().peekable(), depth, chain: 0 }
    }

    /// Whether what follows a block belongs to it, as in `if a { } else { }`.
    fn goes_on(&mut self) -> bool {
        match self.tokens.peek() {
            // `#` begins an attribute of the next item.
            Some(TokenTree::Punct(punct)) => punct.as_char() != '#',
            Some(TokenTree::Ident(word)) => word == "else" || word == "as",
            _ => false,
        }
    }
}
