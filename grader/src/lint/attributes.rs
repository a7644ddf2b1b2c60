//! Attributes and items that reach out of the module.

use syn::{
    Attribute, ExprPath, ItemExternCrate, ItemForeignMod, ItemMod, ItemStatic,
    spanned::Spanned,
    visit::{self, Visit},
};

use super::Broken;

/// Attributes that change the program around the module.
const BANNED: &[&str] = &[
    "path",
    "global_allocator",
    "panic_handler",
    "no_mangle",
    "export_name",
    "link_section",
    "link",
    "used",
    "macro_export",
    "feature",
    "no_main",
    "no_std",
    "recursion_limit",
    "type_length_limit",
    "crate_type",
    "crate_name",
    "windows_subsystem",
    "unsafe",
    "proc_macro",
    "ctor",
    "dtor",
];
/// The only attributes that may stand inside the file for the whole of it.
const INNER: &[&str] = &["doc", "allow", "warn", "deny", "expect", "rustfmt"];

#[derive(Default)]
pub(super) struct Visitor {
    pub broken: Vec<Broken>,
    /// How many modules deep the visitor is; `super` is harmless inside.
    depth: usize,
}

impl Visitor {
    fn outside(&mut self, path: &syn::Path) {
        let Some(first) = path.segments.first() else { return };
        if first.ident == "crate" || (first.ident == "super" && self.depth == 0) {
            self.broken.push(Broken::new("outside", first.ident.to_string(), first.span()));
        }
    }
}

impl<'ast> Visit<'ast> for Visitor {
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        let name = attribute.path().segments.last().map(|segment| segment.ident.to_string());
        let name = name.unwrap_or_default();
        let inner = matches!(attribute.style, syn::AttrStyle::Inner(_));
        let known = INNER.contains(&name.as_str());
        if BANNED.contains(&name.as_str()) || (inner && !known) {
            self.broken.push(Broken::new("attribute", name, attribute.span()));
        }
        visit::visit_attribute(self, attribute);
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if item.content.is_none() {
            self.broken.push(Broken::new("file-module", item.ident.to_string(), item.span()));
        }
        self.depth += 1;
        visit::visit_item_mod(self, item);
        self.depth -= 1;
    }

    fn visit_item_static(&mut self, item: &'ast ItemStatic) {
        if matches!(item.mutability, syn::StaticMutability::Mut(_)) {
            self.broken.push(Broken::new("static-mut", item.ident.to_string(), item.span()));
        }
        visit::visit_item_static(self, item);
    }

    fn visit_item_foreign_mod(&mut self, item: &'ast ItemForeignMod) {
        self.broken.push(Broken::new("foreign", "extern", item.span()));
    }

    fn visit_item_extern_crate(&mut self, item: &'ast ItemExternCrate) {
        self.broken.push(Broken::new("foreign", item.ident.to_string(), item.span()));
    }

    fn visit_use_path(&mut self, path: &'ast syn::UsePath) {
        if path.ident == "crate" || (path.ident == "super" && self.depth == 0) {
            self.broken.push(Broken::new("outside", path.ident.to_string(), path.span()));
        }
        visit::visit_use_path(self, path);
    }

    fn visit_expr_path(&mut self, path: &'ast ExprPath) {
        self.outside(&path.path);
        visit::visit_expr_path(self, path);
    }

    fn visit_type_path(&mut self, path: &'ast syn::TypePath) {
        self.outside(&path.path);
        visit::visit_type_path(self, path);
    }
}
