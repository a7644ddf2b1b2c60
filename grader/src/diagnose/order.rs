//! Which finding says most. A cause stands before what follows from it, a named mistake before a
//! plain difference; among equals the order of the checks decides.

use crate::model::{CheckResult, Finding};

/// Every finding once, the most specific first.
pub fn best_first(checks: &[CheckResult]) -> Vec<Finding> {
    let mut findings: Vec<&Finding> = Vec::new();
    for finding in checks.iter().filter_map(|check| check.finding.as_ref()) {
        if !findings.iter().any(|known| known.id == finding.id) {
            findings.push(finding);
        }
    }
    findings.sort_by_key(|finding| rank(&finding.id));
    findings.into_iter().cloned().collect()
}

fn rank(id: &str) -> usize {
    /// Causes that make every other finding of the same run doubtful.
    const CAUSES: [&str; 3] = ["todo", "blocked", "nested-runtime"];
    /// What is said when nothing better is known, the vaguest last.
    const VAGUE: [&str; 10] = [
        "spun",
        "deadlock",
        "exited",
        "aborted",
        "killed",
        "overdue",
        "panicked",
        "differs",
        "timeline-differs",
        "no-snapshot",
    ];
    let named = CAUSES.len();
    CAUSES.iter().position(|cause| *cause == id).unwrap_or_else(|| {
        VAGUE.iter().position(|vague| *vague == id).map_or(named, |place| named + 1 + place)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Outcome;

    fn failed(finding: &str) -> CheckResult {
        CheckResult {
            name: finding.to_owned(),
            hidden: false,
            outcome: Outcome::Failed,
            finding: Some(Finding::new(finding)),
            trace: None,
            expected: None,
            output: String::new(),
            micros: 0,
        }
    }

    #[test]
    fn causes_come_first_then_named_mistakes_in_the_order_of_checks_then_the_rest() {
        let ids = ["differs", "sequential", "spun", "list-order", "blocked", "sequential", "todo"];
        let checks: Vec<_> = ids.into_iter().map(failed).collect();
        let found: Vec<_> = best_first(&checks).into_iter().map(|finding| finding.id).collect();
        assert_eq!(found, ["todo", "blocked", "sequential", "list-order", "spun", "differs"]);
    }
}
