//! The arguments of rustc.

use std::ffi::OsString;

use super::{Scratch, scratch};
use crate::model::Build;

pub(super) fn argv(build: &Build, shown: &str, scratch: &Scratch) -> Vec<OsString> {
    let mut argv: Vec<OsString> = [
        // The binding comes through the standard input, so that the compiler can wait for it.
        "-",
        "--crate-name=subject",
        "--crate-type=cdylib",
        "--edition=2024",
        "--error-format=json",
        // With artifacts, the library is told as soon as it is there.
        "--json=diagnostic-rendered-ansi,artifacts",
        // Overflow is a mistake that a student should see, as in any debug build; the library's
        // checks of its own unsafe code would only be compiled again for every submission.
        "-Coverflow-checks=on",
        "-Cdebug-assertions=off",
        "-Cdebuginfo=0",
        "-Cprefer-dynamic",
        // Few enough to link quickly, enough that most of a module is not compiled again.
        "-Ccodegen-units=8",
        // The binding is ours, and a student's unused import is nobody's trouble here.
        "-Aunused_imports",
        "-Adead_code",
    ]
    .map(OsString::from)
    .into();
    argv.extend(scratch.incremental().map(|known| joined("-Cincremental=", known)));
    argv.push(joined("-o", scratch.library()));
    // The student's own path in messages and panics.
    argv.push(format!("--remap-path-prefix={}={}", scratch::MODULE, shown).into());
    for (name, library) in &build.externs {
        argv.push("--extern".into());
        argv.push(joined(&format!("{name}="), library));
    }
    argv.push(joined("--sysroot=", &build.sysroot));
    argv.push(joined("-Ldependency=", &build.libraries));
    if let Some(linker) = &build.linker {
        argv.push(joined("-Clinker=", &linker.script));
    }
    argv
}

fn joined(before: &str, path: impl AsRef<std::ffi::OsStr>) -> OsString {
    let mut joined = OsString::from(before);
    joined.push(path);
    joined
}
