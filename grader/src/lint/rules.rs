//! What a module may not use: paths, macros and attributes. Sentences are found elsewhere.

use crate::model::{Exercise, Need};

/// What no module may use: it would make its own time, end its process, start another, look
/// around in it, or speak in the grader's place.
const BANNED: &[&str] = &[
    "tokio::time::advance",
    "tokio::time::pause",
    "tokio::time::resume",
    "tokio::process",
    "tokio::signal",
    "std::process::exit",
    "std::process::abort",
    "std::process::Command",
    "std::panic::set_hook",
    "std::panic::take_hook",
    "std::panic::update_hook",
    "std::alloc",
    "std::arch",
    "std::backtrace",
    "std::env",
    "std::intrinsics",
    "std::os",
    // What the checks themselves are made of.
    "contract",
    "kit::guard",
    "kit::meter",
    "kit::record",
    "kit::Meter",
    "kit::Metered",
];

/// What only a module may use whose exercise is about files. There `process::id` is honest: it
/// makes a name that no other process has.
const FILES: &[&str] = &["std::fs", "tokio::fs", "std::process"];

/// What only a module may use whose exercise is about the network.
const NET: &[&str] = &["std::net", "tokio::net"];

/// Macros that read other files or the environment at compile time.
pub(super) const MACROS: &[&str] =
    &["include", "include_str", "include_bytes", "env", "option_env", "global_asm", "asm"];

/// Of these, names that mean nothing else: they are found without their `!` too, as when one is
/// handed to another macro.
pub(super) const UNMISTAKABLE: &[&str] =
    &["include_str", "include_bytes", "option_env", "global_asm"];

/// Attributes that change the program around the module, or read other files.
pub(super) const ATTRIBUTES: &[&str] = &[
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
    "debugger_visualizer",
    "unsafe",
    "proc_macro",
    "ctor",
    "dtor",
];

/// The only attributes that may stand inside the file for the whole of it.
pub(super) const INNER: &[&str] = &["doc", "allow", "warn", "deny", "expect", "rustfmt"];

/// The paths that a module of this exercise may not use.
pub(super) fn banned(exercise: &Exercise) -> Vec<&str> {
    let unless = |need, paths: &'static [&'static str]| {
        if exercise.needs.contains(&need) { &[] } else { paths }
    };
    let mut banned = BANNED.to_vec();
    banned.extend(unless(Need::Files, FILES));
    banned.extend(unless(Need::Net, NET));
    banned.extend(exercise.ban.iter().map(String::as_str));
    banned
}
