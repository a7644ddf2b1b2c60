//! One check: from what its process said to a result.

use kit::record::{Checked, End, Fact, ListedCheck, Panic};

use crate::model::{CheckResult, Finding, Outcome, Place};

/// The result of a check. The stored timeline is compared here, where no submission runs.
pub fn result(listed: &ListedCheck, checked: Checked, expected: Option<String>) -> CheckResult {
    let trace = checked.seen.trace.map(|trace| trace.trim_end().to_owned());
    let told = finding(&checked.seen.end, &checked.seen.panics);
    let finding = told.or_else(|| {
        listed.compared.then(|| compare(trace.as_deref(), expected.as_deref())).flatten()
    });
    CheckResult {
        name: listed.name.clone(),
        hidden: listed.hidden,
        outcome: if finding.is_none() { Outcome::Passed } else { Outcome::Failed },
        finding: finding.map(|finding| Finding { check: Some(listed.name.clone()), ..finding }),
        trace,
        expected,
        output: checked.output,
        micros: checked.micros,
    }
}

/// What the timeline says beyond the check's own words.
fn compare(trace: Option<&str>, expected: Option<&str>) -> Option<Finding> {
    match expected {
        None => Some(Finding::new("no-snapshot")),
        Some(expected) if trace.unwrap_or_default() == expected => None,
        Some(_) => Some(Finding::new("timeline-differs")),
    }
}

fn finding(end: &End, panics: &[Panic]) -> Option<Finding> {
    if *end == End::Passed {
        return None;
    }
    // Unwritten code is the cause, whatever came of it.
    let heard = panics.iter().chain(match end {
        End::Panicked(panic) => Some(panic),
        _ => None,
    });
    if let Some(todo) = heard.into_iter().find(|panic| is_todo(panic)) {
        return Some(Finding::new("todo").at(place(todo)));
    }
    Some(match end {
        End::Passed => return None,
        End::Mistaken(mistake) => {
            Finding { facts: mistake.facts.clone(), ..Finding::new(&mistake.finding) }
        }
        End::Panicked(panic) => of_panic(panic),
        End::Deadlocked { open } => {
            Finding::new("deadlock").with("count", open.len()).with("open", open.join(", "))
        }
        End::Blocked { millis } => Finding::new("blocked").with("millis", *millis),
        End::Spun { millis } => Finding::new("spun").with("millis", *millis),
        End::Overdue { millis } => Finding::new("overdue").with("millis", *millis),
        End::Exited { code } => Finding::new("exited").with("code", *code),
        End::Killed { signal } => of_signal(*signal),
    })
}

fn is_todo(panic: &Panic) -> bool {
    panic.message.starts_with("not yet implemented") || panic.message.starts_with("not implemented")
}

fn of_panic(panic: &Panic) -> Finding {
    const NESTED: [&str; 3] = [
        "Cannot start a runtime from within a runtime",
        "Cannot block the current thread from within a runtime",
        "Cannot drop a runtime in a context where blocking is not allowed",
    ];
    let nested = NESTED.iter().any(|text| panic.message.contains(text));
    let id = if nested { "nested-runtime" } else { "panicked" };
    Finding::new(id).with("message", panic.message.as_str()).at(place(panic))
}

/// Only a place in the student's file helps: a panic inside a library is told by its message.
fn place(panic: &Panic) -> Option<Place> {
    let place = Place::parse(panic.location.as_deref()?)?;
    let foreign = ["/rustc/", ".cargo", "library/"].iter().any(|part| place.file.contains(part));
    (!foreign).then_some(place)
}

fn of_signal(signal: i32) -> Finding {
    /// `abort`, and what a stack overflow comes to where nobody catches it: without `unsafe`
    /// there is no other way to it.
    const ABORTED: [i32; 2] = [6, 11];
    let id = if ABORTED.contains(&signal) { "aborted" } else { "killed" };
    Finding::new(id).with("signal", Fact::Number(signal.into()))
}

#[cfg(test)]
mod tests {
    use kit::record::{Mistake, Seen};

    use super::*;

    fn checked(end: End, trace: Option<&str>) -> Checked {
        Checked {
            token: String::new(),
            check: "c".to_owned(),
            seen: Seen { end, trace: trace.map(str::to_owned), panics: Vec::new() },
            micros: 1,
            output: String::new(),
        }
    }

    fn listed(compared: bool) -> ListedCheck {
        ListedCheck { name: "c".to_owned(), hidden: false, compared }
    }

    fn id(result: &CheckResult) -> Option<&str> {
        result.finding.as_ref().map(|finding| finding.id.as_str())
    }

    #[test]
    fn a_passed_check_with_another_timeline_fails() {
        let expected = || Some("0 ms A start".to_owned());
        let same = result(&listed(true), checked(End::Passed, Some("0 ms A start\n")), expected());
        let other = result(&listed(true), checked(End::Passed, Some("9 ms A start")), expected());
        let none = result(&listed(true), checked(End::Passed, None), expected());
        assert_eq!(same.outcome, Outcome::Passed);
        assert_eq!((id(&other), id(&none)), (Some("timeline-differs"), Some("timeline-differs")));
    }

    #[test]
    fn a_compared_check_without_a_stored_timeline_cannot_pass() {
        let result = result(&listed(true), checked(End::Passed, None), None);
        assert_eq!((result.outcome, id(&result)), (Outcome::Failed, Some("no-snapshot")));
    }

    #[test]
    fn a_stored_timeline_that_is_only_a_picture_judges_nothing() {
        let result = result(&listed(false), checked(End::Passed, None), Some("x".to_owned()));
        assert_eq!(result.outcome, Outcome::Passed);
    }

    #[test]
    fn a_todo_that_a_task_swallowed_is_still_the_cause() {
        let mut checked = checked(End::Mistaken(Mistake::new("differs")), None);
        checked.seen.panics = vec![Panic {
            message: "not yet implemented".to_owned(),
            location: Some("g.rs:3:5".to_owned()),
        }];
        let result = result(&listed(false), checked, None);
        assert_eq!(id(&result), Some("todo"));
        assert_eq!(result.finding.unwrap().place.unwrap().line, 3);
    }
}
