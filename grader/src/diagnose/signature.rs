//! Promised and written signatures, side by side. Both are read from source text: the promise
//! from the statement's block, the rest from the student's module.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{
    Attribute, FnArg, ImplItem, Item, Signature, Token, Type, Visibility,
    parse::{Parse, ParseStream},
    spanned::Spanned,
};

use crate::model::{Finding, Place};

/// What is missing in `source` or written otherwise than `promised`.
pub(super) fn differences(source: &str, promised: &str, shown: &str) -> Vec<Finding> {
    let (Ok(student), Ok(statement)) = (syn::parse_file(source), syn::parse_file(promised)) else {
        return Vec::new();
    };
    let written = declared(&student.items);
    declared(&statement.items)
        .iter()
        .filter_map(|promise| difference(promise, &written, shown))
        .collect()
}

fn difference(promise: &Declared, written: &[Declared], shown: &str) -> Option<Finding> {
    let finding = |id: &str| Finding::new(id).with("what", promise.name.as_str());
    let Some(found) = written.iter().find(|found| found.name == promise.name) else {
        return Some(finding("missing-item").with("promised", promise.text.as_str()));
    };
    let place = Place { file: shown.to_owned(), line: found.line, column: found.column };
    if found.shape == promise.shape && found.public == promise.public {
        return None;
    }
    Some(
        finding("signature")
            .with("promised", promise.text.as_str())
            .with("written", found.text.as_str())
            .at(Some(place)),
    )
}

/// Something declared under a name.
struct Declared {
    /// `gather`, `Deadline::after`, `Settled`
    name: String,
    /// What must be equal: types and generics, not the names of parameters.
    shape: String,
    public: bool,
    text: String,
    line: usize,
    column: usize,
}

fn declared(items: &[Item]) -> Vec<Declared> {
    items.iter().flat_map(of_item).collect()
}

fn of_item(item: &Item) -> Vec<Declared> {
    match item {
        Item::Fn(function) => vec![of_signature("", &function.vis, &function.sig)],
        Item::Verbatim(tokens) => bodiless("", tokens).into_iter().collect(),
        Item::Impl(block) if block.trait_.is_none() => {
            let owner = format!("{}::", type_name(&block.self_ty));
            block.items.iter().filter_map(|item| of_impl_item(&owner, item)).collect()
        }
        Item::Struct(item) => vec![of_type("struct", &item.ident, &item.vis, item)],
        Item::Enum(item) => vec![of_type("enum", &item.ident, &item.vis, item)],
        _ => Vec::new(),
    }
}

fn of_impl_item(owner: &str, item: &ImplItem) -> Option<Declared> {
    match item {
        ImplItem::Fn(function) => Some(of_signature(owner, &function.vis, &function.sig)),
        ImplItem::Verbatim(tokens) => bodiless(owner, tokens),
        _ => None,
    }
}

/// `pub fn bake() -> Bread;`, which is no Rust outside a trait but says what is promised.
fn bodiless(owner: &str, tokens: &TokenStream) -> Option<Declared> {
    let parsed: Bodiless = syn::parse2(tokens.clone()).ok()?;
    Some(of_signature(owner, &parsed.visibility, &parsed.signature))
}

struct Bodiless {
    visibility: Visibility,
    signature: Signature,
}

impl Parse for Bodiless {
    fn parse(input: ParseStream) -> syn::Result<Bodiless> {
        input.call(Attribute::parse_outer)?;
        let (visibility, signature) = (input.parse()?, input.parse()?);
        input.parse::<Option<Token![;]>>()?;
        Ok(Bodiless { visibility, signature })
    }
}

fn of_signature(owner: &str, visibility: &Visibility, signature: &Signature) -> Declared {
    let start = signature.span().start();
    Declared {
        name: format!("{owner}{}", signature.ident),
        shape: shape(signature),
        public: matches!(visibility, Visibility::Public(_)),
        text: text(visibility, signature),
        line: start.line,
        column: start.column + 1,
    }
}

/// Only that it is there and public: its fields are the student's own.
fn of_type(
    kind: &str,
    ident: &syn::Ident,
    visibility: &Visibility,
    item: &impl Spanned,
) -> Declared {
    let start = item.span().start();
    Declared {
        name: ident.to_string(),
        shape: String::new(),
        public: matches!(visibility, Visibility::Public(_)),
        text: format!("{} {kind} {ident}", visibility.to_token_stream()),
        line: start.line,
        column: start.column + 1,
    }
}

fn shape(signature: &Signature) -> String {
    let mut bare = signature.clone();
    for input in &mut bare.inputs {
        match input {
            FnArg::Typed(typed) => *typed.pat = syn::parse_quote!(_),
            // `mut self` promises nothing that `self` does not.
            FnArg::Receiver(receiver) => receiver.mutability = None,
        }
    }
    let tokens = bare.to_token_stream().to_string();
    let shape: String = tokens.split_whitespace().collect();
    // A comma at the end of a list is a matter of line breaks.
    shape.replace(",)", ")").replace(",>", ">").trim_end_matches(',').to_owned()
}

/// As it stands in its source.
fn text(visibility: &Visibility, signature: &Signature) -> String {
    let written = signature.span().source_text();
    let signature = written.unwrap_or_else(|| signature.to_token_stream().to_string());
    let text = format!("{} {}", visibility.to_token_stream(), signature.trim_end());
    text.trim_start().trim_end_matches(',').to_owned()
}

fn type_name(kind: &Type) -> String {
    match kind {
        Type::Path(path) => {
            path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default()
        }
        other => other.to_token_stream().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROMISED: &str = "pub struct Oven;\n\
        pub async fn bake(flour: u32) -> Result<u32, String>;\n\
        impl Oven { pub fn warm(&self, to: u32) -> bool; }\n";

    fn told(source: &str) -> Vec<String> {
        let of = |finding: &Finding, fact: &str| match finding.facts.get(fact) {
            Some(kit::record::Fact::Text(text)) => text.clone(),
            _ => String::new(),
        };
        differences(source, PROMISED, "oven.rs")
            .iter()
            .map(|finding| format!("{} {}", finding.id, of(finding, "what")))
            .collect()
    }

    #[test]
    fn the_promised_module_has_no_differences_whatever_its_parameters_are_called() {
        let source = "pub struct Oven { heat: u32 }\npub async fn bake(mut f: u32) -> Result<u32, String> { todo!() }\n\
            impl Oven { pub fn warm(&self, _: u32) -> bool { true } }";
        assert_eq!(told(source), Vec::<String>::new());
    }

    #[test]
    fn line_breaks_and_a_comma_at_the_end_of_a_list_change_no_signature() {
        let source = "pub struct Oven;\npub async fn bake(\n    flour: u32,\n) -> Result<\n    u32,\n    String,\n> { todo!() }\n\
            impl Oven { pub fn warm(\n    &self,\n    to: u32,\n) -> bool { true } }";
        assert_eq!(told(source), Vec::<String>::new());
    }

    #[test]
    fn another_type_a_missing_item_and_a_private_one_are_told() {
        let source = "struct Oven;\npub async fn bake(f: u64) -> Result<u32, String> { todo!() }";
        assert_eq!(told(source), ["signature Oven", "signature bake", "missing-item Oven::warm"]);
    }

    #[test]
    fn both_signatures_are_shown_as_they_were_written() {
        let source = "pub struct Oven;\npub fn bake(\n    flour: u32,\n) -> u32 { 1 }\nimpl Oven { pub fn warm(&self, to: u32) -> bool { true } }";
        let found = differences(source, PROMISED, "oven.rs");
        assert_eq!(
            found[0].facts["promised"],
            "pub async fn bake(flour: u32) -> Result<u32, String>".into()
        );
        assert_eq!(found[0].facts["written"], "pub fn bake(\n    flour: u32,\n) -> u32".into());
        assert_eq!(found[0].place.as_ref().unwrap().line, 2);
    }
}
