//! A room of `grader/src` imports rooms of lower floors only; the floors are those that
//! `grader/src/lib.rs` declares.

use std::{collections::BTreeMap, path::Path};

use syn::{
    UseTree,
    visit::{self, Visit},
};

use super::{files, nothing_wrong, parse, read, shown};
use crate::support::root;

#[test]
fn a_room_imports_rooms_of_lower_floors_only() {
    let floors = floors();
    assert!(floors.len() > 10, "lib.rs declares the floors: {floors:?}");
    let mut complaints = Vec::new();
    for file in files("grader/src", "rs") {
        let module = module_of(&file);
        let Some(room) = module.first().cloned() else { continue };
        let Some(floor) = floors.get(&room) else {
            complaints.push(format!("{}: `{room}` is on no floor of lib.rs", shown(&file)));
            continue;
        };
        for used in rooms_used(&parse(&file), module) {
            if used == room {
                continue;
            }
            match floors.get(&used) {
                Some(below) if below < floor => {}
                Some(other) => complaints.push(format!(
                    "{}: `{room}` on floor {floor} imports `{used}` on floor {other}",
                    shown(&file)
                )),
                None => complaints.push(format!("{}: no room `{used}`", shown(&file))),
            }
        }
    }
    nothing_wrong(&complaints);
}

#[test]
fn the_program_is_a_door_and_nothing_else() {
    let main = root().join("grader/src/main.rs");
    assert!(read(&main).lines().count() <= 15, "main.rs has more than 15 lines");
    assert_eq!(rooms_used(&parse(&main), Vec::new()), Vec::<String>::new());
}

#[test]
fn an_import_is_found_however_it_is_written() {
    let source = "use crate::{model::Exercise, text}; use super::super::lint::lint;\n\
        fn f() -> crate::report::Screen { super::own() }\n\
        mod tests { use super::*; use super::super::own; use super::super::super::cli; }";
    let tree = syn::parse_file(source).unwrap();
    let used = rooms_used(&tree, vec!["grade".to_owned(), "deep".to_owned()]);
    assert_eq!(used, ["cli", "grade", "lint", "model", "report", "text"]);
}

/// `// Floor 2: …` and the rooms declared under it.
fn floors() -> BTreeMap<String, usize> {
    let (mut floors, mut floor) = (BTreeMap::new(), None);
    for line in read(&root().join("grader/src/lib.rs")).lines() {
        if let Some(rest) = line.strip_prefix("// Floor ") {
            floor = rest.split(':').next().and_then(|number| number.parse::<usize>().ok());
        }
        if let Some(room) = line.strip_prefix("pub mod ") {
            let floor = floor.expect("a room is declared under its floor");
            floors.insert(room.trim_end_matches(';').to_owned(), floor);
        }
    }
    floors
}

/// `grader/src/course/paths.rs` is `["course", "paths"]`.
fn module_of(file: &Path) -> Vec<String> {
    let within = file.strip_prefix(root().join("grader/src")).expect("a file of the grader");
    let names = within.with_extension("");
    let mut names: Vec<String> =
        names.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    if ["mod", "lib", "main"].contains(&names.last().map_or("", String::as_str)) {
        names.pop();
    }
    names
}

/// The rooms that a file names, also those that it reaches by `super`.
fn rooms_used(tree: &syn::File, module: Vec<String>) -> Vec<String> {
    let mut rooms = Rooms { module, used: Vec::new() };
    rooms.visit_file(tree);
    rooms.used.sort();
    rooms.used.dedup();
    rooms.used
}

struct Rooms {
    module: Vec<String>,
    used: Vec<String>,
}

impl Rooms {
    fn path(&mut self, names: &[String]) {
        let supers = names.iter().take_while(|name| *name == "super").count();
        let start = match names.first().map(String::as_str) {
            Some("crate") => 0,
            Some("super") => self.module.len().saturating_sub(supers),
            _ => return,
        };
        let rest = &names[supers.max(1)..];
        let room = self.module[..start].first().or(rest.first());
        self.used.extend(room.cloned());
    }

    fn tree(&mut self, tree: &UseTree, before: &[String]) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.tree(&path.tree, &with(&path.ident)),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(tree, before)),
            UseTree::Name(name) => self.path(&with(&name.ident)),
            UseTree::Rename(name) => self.path(&with(&name.ident)),
            UseTree::Glob(_) => self.path(before),
        }
    }
}

impl<'ast> Visit<'ast> for Rooms {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names = path.segments.iter().map(|segment| segment.ident.to_string());
        self.path(&names.collect::<Vec<_>>());
        visit::visit_path(self, path);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }
}
