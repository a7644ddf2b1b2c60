//! The source rules on small modules: what is named in whatever spelling, and what is honest.

use super::*;
use crate::model::{Need, Titled};

fn exercise(ban: &[&str], needs: &[Need]) -> Exercise {
    Exercise {
        name: "gather".to_owned(),
        chapter: "tasks".to_owned(),
        points: 6,
        difficulty: 3,
        title: Titled { en: String::new(), ru: String::new() },
        ban: ban.iter().map(|path| (*path).to_owned()).collect(),
        needs: needs.to_vec(),
    }
}

fn rules_of(source: &str, exercise: &Exercise) -> Vec<String> {
    let found = lint(source, "gather.rs", exercise).unwrap_or_else(|| panic!("no Rust: {source}"));
    let told = |finding: &Finding| {
        let what = finding.facts.get("what").map(|what| serde_json::to_value(what).unwrap());
        let what = what.as_ref().and_then(|what| what.as_str()).unwrap_or_default();
        format!("{}: {what} at {}", finding.id, finding.place.as_ref().unwrap().line)
    };
    found.iter().map(told).collect()
}

fn rules(source: &str) -> Vec<String> {
    rules_of(source, &exercise(&[], &[]))
}

/// Every one of these sources breaks this rule.
fn all_break(rule: &str, sources: &[&str]) {
    for source in sources {
        let rules = rules(source);
        assert!(rules.iter().any(|found| found.starts_with(rule)), "{source}: {rules:?}");
    }
}

#[test]
fn a_banned_path_is_found_however_it_is_written() {
    all_break(
        "banned: tokio::time::pause",
        &[
            "async fn f() { tokio::time::pause(); }",
            "use tokio::time::pause; fn f() { pause() }",
            "use tokio::time; async fn f() { time::pause(); }",
            "use tokio::time as t; async fn f() { t::pause(); }",
            "use tokio::{time::{self, sleep}}; async fn f() { time::pause(); }",
            "use tokio::time::*; async fn f() { pause(); }",
            "async fn f() { tokio::join!(async { tokio::time::pause() }); }",
            "use ::tokio::time::pause as p; fn f() { p() }",
            "use tokio as t; use t::time as u; fn f() { u::pause() }",
            "use u::time; use tokio as u; use time as w; fn f() { w::pause() }",
            "mod a { pub use tokio as t; } fn f() { a::t::time::pause() }",
            "use tokio::*; fn f() { time::pause() }",
            "fn f() { r#tokio::r#time::r#pause() }",
            "use self::a::p; mod a { pub use tokio::time::pause as p; }",
        ],
    );
}

#[test]
fn what_no_exercise_is_about_is_closed_to_its_module() {
    all_break(
        "banned: std::process",
        &[
            "fn f() { std::process::exit(0) }",
            "use std as s; fn f() { s::process::exit(0) }",
            "use std::{process as p}; fn f() { p::exit(0) }",
            "mod a { pub use std::process; } fn f() { a::process::exit(0) }",
            "use std::process::*; fn f() { exit(0) }",
            "use std::*; fn f() { process::abort() }",
            "macro_rules! m { () => { ::std::process::exit(0) } }",
            "fn f() -> <std::process::Command as Into<()>>::X {}",
            "use r#std::process as r#in_;",
        ],
    );
    all_break("banned: std::arch", &["core::arch::global_asm!(\"\");", "use core::arch;"]);
    all_break("banned: kit::meter", &["fn f() { kit::meter::freed(9) }", "use kit::{meter};"]);
    all_break(
        "banned: contract",
        &[
            "fn f() { contract::tokio::time::pause() }",
            "use contract::gather::Gather;",
            "contract::bind!(dyn X, Y);",
        ],
    );
    for path in ["std::fs", "std::net", "std::os", "std::env", "tokio::fs", "tokio::net"] {
        all_break(&format!("banned: {path}"), &[&format!("use {path}::x;")]);
    }
}

#[test]
fn an_exercise_about_files_may_write_some_and_start_nothing() {
    let about_files = exercise(&[], &[Need::Files]);
    let honest =
        "use std::{fs, process}; fn f() { fs::remove_file(x); tokio::fs::File; process::id() }";
    assert_eq!(rules_of(honest, &about_files), Vec::<String>::new());
    for (call, rule) in [
        ("process::exit(0)", "banned: std::process::exit at 1"),
        ("process::Command::new(x)", "banned: std::process::Command at 1"),
        ("std::net::TcpStream", "banned: std::net at 1"),
    ] {
        assert_eq!(
            rules_of(&format!("use std::process; fn f() {{ {call} }}"), &about_files),
            [rule]
        );
    }
}

#[test]
fn a_ban_of_one_exercise_is_added() {
    let rules = rules_of("use tokio::sync::Mutex;", &exercise(&["tokio::sync"], &[]));
    assert_eq!(rules, ["banned: tokio::sync at 1"]);
}

#[test]
fn ordinary_code_breaks_no_rule() {
    for source in [
        "//! Notes.\n#![allow(dead_code)]\nuse std::time::Duration;\nmod inner { pub fn f() {} }\n\
         /// Doc.\n#[derive(Debug)]\npub struct S;\nfn pause() {}\nfn g() { pause(); self::inner::f() }",
        "use kit::*; use tokio::*; fn f(guard: u8, contract: u8) { let process = guard; contract; process }",
        "mod a { pub(crate) fn f() {} pub(in super::super) fn g() { super::h() } } fn h() {}",
        "mod a { mod b { use super::{super::h}; } } fn h() {}",
        "use std::panic::{self, AssertUnwindSafe}; fn f() { panic::catch_unwind(x); panic::resume_unwind(y) }",
        "#[cfg(test)] mod tests { use super::*; #[tokio::test(start_paused = true)] async fn t() {} }",
        "macro_rules! m { ($(#[$meta:meta])* $name:ident) => { $(#[$meta])* fn $name() {} } }",
        "#[cfg_attr(debug_assertions, derive(Debug), allow(path_statements))] struct S;",
    ] {
        assert_eq!(rules(source), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn files_attributes_and_statics_from_outside_are_named() {
    let source = "#![feature(x)]\nmod other;\n#[path = \"x.rs\"]\nmod more {}\nstatic mut N: u8 = 0;\n\
        #[global_allocator]\nstatic A: u8 = 0;\nconst T: &str = include_str!(\"../x\");\nuse crate::Bound;\n";
    assert_eq!(
        rules(source),
        [
            "attribute: feature at 1",
            "file-module: other at 2",
            "attribute: path at 3",
            "static-mut: N at 5",
            "attribute: global_allocator at 6",
            "banned: include_str! at 8",
            "outside: crate at 9",
        ]
    );
}

#[test]
fn what_reaches_out_is_found_inside_of_macros_too() {
    all_break(
        "attribute: path",
        &[
            "macro_rules! m { () => { #[path = \"/etc/passwd\"] mod x {} } }",
            "#[cfg_attr(all(), path = \"x.rs\")] mod a {}",
            "#[cfg_attr(all(), cfg_attr(all(), allow(x), path = \"x.rs\"))] mod a {}",
        ],
    );
    all_break(
        "attribute: global_allocator",
        &[
            "#[std::prelude::v1::global_allocator] static A: X = X;",
            "#[r#global_allocator] static A: X = X;",
        ],
    );
    all_break(
        "attribute: unsafe",
        &[
            "#[unsafe(no_mangle)] pub fn malloc() {}",
            "macro_rules! m { () => { #[unsafe(link_section = \".init_array\")] static X: u8 = 0; } }",
        ],
    );
    all_break("file-module: x", &["macro_rules! m { () => { mod x; } }", "m! { pub mod x; }"]);
    all_break(
        "foreign: ",
        &[
            "extern crate std as s;",
            "m! { extern \"C\" { fn getpid() -> i32; } }",
            "extern \"C\" fn f() {}",
        ],
    );
    all_break(
        "outside: crate",
        &[
            "macro_rules! m { () => { $crate::Bound } }",
            "fn f() { vec![crate::Bound]; }",
            "impl crate::Bound {}",
            "fn f(x: X) -> X { return crate::X }",
        ],
    );
    all_break(
        "outside: super",
        &[
            "use super::Bound;",
            "mod a { use super::super::Bound; }",
            "mod a { use super::{super::Bound}; }",
            "mod a { mod b { fn f() -> super::super::super::X {} } }",
        ],
    );
}

#[test]
fn macros_that_read_at_compile_time_are_found_in_every_dress() {
    all_break(
        "banned: include_str!",
        &[
            "#[doc = include_str!(\"x\")] fn f() {}",
            "const X: &str = std::include_str!(\"x\");",
            "const _: () = panic!(\"{}\", core::include_str!(\"x\"));",
            "compile_error!(include_str!(\"x\"));",
            "use std::include_str as s; const X: &str = s!(\"x\");",
            "macro_rules! m { ($a:ident) => { $a!(\"x\") } } const X: &str = m!(include_str);",
            "const X: &str = r#include_str!(\"x\");",
        ],
    );
    all_break("banned: env!", &["const X: &str = concat!(\"a\", env!(\"PATH\"));"]);
    all_break("banned: include!", &["use std::include as i; i!(\"x\");"]);
}

#[test]
fn a_module_of_twenty_thousand_levels_is_not_followed() {
    let nested = |before: &str, within: &str, after: &str, times: usize| {
        format!("fn f() {{ {}{within}{} }}", before.repeat(times), after.repeat(times))
    };
    for (before, within, after) in [
        ("(", "1", ")"),
        ("{", "1", "}"),
        ("!", "1", ""),
        ("1+", "1", ""),
        ("return ", "1", ""),
        ("if a {} else ", "{}", ""),
        ("|a,|", "1", ""),
        ("if ", "a", " {}"),
        ("", "a", ".b()"),
        ("m!(", "", ")"),
        ("let x: T<u8,", "u8", ">"),
        ("loop {} - ", "1", ""),
        ("if let ", "x", " = y {}"),
    ] {
        let source = nested(before, within, after, 20_000);
        assert_eq!(rules(&source), ["too-deep:  at 1"], "{before}{within}{after}");
    }
    let honest =
        format!("{}{}", nested("(", "1", ")", 20), "fn g() { let x = [1, 2]; }\n".repeat(5000));
    assert_eq!(rules(&honest), Vec::<String>::new());
}

#[test]
fn as_deep_as_may_be_is_parsed_in_the_room_that_there_is() {
    let deepest = |unit: &str, close: &str| {
        let within = |times: &usize| {
            let source = format!("fn f() {{ {}1{} }}", unit.repeat(*times), close.repeat(*times));
            let tokens: proc_macro2::TokenStream = source.parse().unwrap();
            nesting::too_deep(tokens).is_none()
        };
        let times = (0..5000).collect::<Vec<_>>().partition_point(within) - 1;
        format!("fn f() {{ {}1{} }}", unit.repeat(times), close.repeat(times))
    };
    for (unit, close) in
        [("(", ")"), ("{", "}"), ("!", ""), ("1+", ""), ("return ", ""), ("m!(", ")")]
    {
        let source = deepest(unit, close);
        // As much as `grade` gives.
        let thread = std::thread::Builder::new().stack_size(64 << 20);
        let linted = thread.spawn(move || rules(&source)).unwrap().join();
        assert_eq!(linted.unwrap(), Vec::<String>::new(), "{unit}");
    }
}

#[test]
fn what_is_not_rust_is_left_to_the_compiler() {
    assert_eq!(lint("fn (", "gather.rs", &exercise(&[], &[])), None);
}
