//! What kept a module from being run: it cannot be read, it is too much for the compiler, or it
//! does not compile.

use super::signature;
use crate::{
    course::ModuleError,
    model::{Diagnostic, Finding, Place},
};

/// So many errors of the compiler are told; the rest mostly follows from them.
const TOLD: usize = 5;

pub fn unreadable(why: &ModuleError, shown: &str) -> Finding {
    let finding = match why {
        ModuleError::Missing => Finding::new("missing"),
        ModuleError::Folder => Finding::new("folder"),
        ModuleError::Special => Finding::new("special"),
        ModuleError::Link => Finding::new("link"),
        ModuleError::Shared => Finding::new("shared"),
        ModuleError::TooLarge => Finding::new("too-large"),
        ModuleError::NotUtf8(byte) => Finding::new("not-utf8").with("byte", *byte),
        ModuleError::Unreadable(why) => Finding::new("unreadable").with("why", why.as_str()),
    };
    finding.with("file", shown)
}

/// It compiles, but the rules could not be held against it.
pub fn unparsed(shown: &str) -> Finding {
    Finding::new("unparsed").with("file", shown)
}

pub fn endless(shown: &str) -> Finding {
    Finding::new("endless").with("file", shown)
}

pub fn compiler_crashed(shown: &str) -> Finding {
    Finding::new("compiler-crashed").with("file", shown)
}

pub fn compiler_overran(shown: &str) -> Finding {
    Finding::new("compiler-overran").with("file", shown)
}

/// The errors of a module that does not compile, the most helpful first: the binding's own
/// errors are told as the promise that was not kept.
pub fn broken(errors: &[Diagnostic], source: &str, promised: &str, shown: &str) -> Vec<Finding> {
    let (students, bindings): (Vec<_>, Vec<_>) = errors.iter().partition(|error| error.is_primary);
    let mut findings: Vec<Finding> = students.into_iter().map(of_student).collect();
    if findings.is_empty() {
        findings = signature::differences(source, promised, shown);
    }
    if findings.is_empty() {
        findings = bindings.into_iter().map(|error| of_binding(error, shown)).collect();
    }
    findings.truncate(TOLD);
    findings
}

/// Warnings that often are the cause itself: a future that nobody awaits, code that is never
/// reached. Others would only be noise beside a failed check.
pub fn telling_warnings(warnings: &[Diagnostic]) -> Vec<Finding> {
    const TELLING: [&str; 3] = ["unused_must_use", "unconditional_recursion", "unreachable_code"];
    let telling = |warning: &&Diagnostic| {
        let code = warning.code.as_deref().unwrap_or_default();
        warning.is_primary && TELLING.contains(&code)
    };
    let of_warning = |warning| Finding { id: "compile-warning".to_owned(), ..of_student(warning) };
    warnings.iter().filter(telling).take(TOLD).map(of_warning).collect()
}

fn of_student(error: &Diagnostic) -> Finding {
    Finding {
        rendered: Some(error.rendered.clone()),
        ..Finding::new("compile-error")
            .with("message", error.message.as_str())
            .with("code", error.code.as_deref().unwrap_or_default())
            .at(error.place.clone())
    }
}

/// An error in code that the student never sees, with every name as promised: what is wrong is
/// what the functions give.
fn of_binding(error: &Diagnostic, shown: &str) -> Finding {
    const SEND: [&str; 3] = [
        "cannot be sent between threads safely",
        "is not `Send`",
        "cannot be shared between threads",
    ];
    let is_send = SEND.iter().any(|text| error.message.contains(text));
    let id = if is_send { "not-send" } else { "unfit" };
    let place = error.place.clone().or_else(|| Some(first_line(shown)));
    Finding::new(id).with("message", error.message.as_str()).at(place)
}

fn first_line(shown: &str) -> Place {
    Place { file: shown.to_owned(), line: 1, column: 1 }
}
