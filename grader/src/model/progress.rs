//! How far a student has come, kept by content: what passed is known by what it said, so that
//! nothing is lost by leaving and nothing is claimed that was changed since.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Exercise, Verdict};

/// Everything that is remembered of a student's way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// The exercise that is worked on.
    pub current: Option<String>,
    pub exercises: BTreeMap<String, Track>,
}

/// What is remembered of one exercise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Track {
    /// Sources that passed every check, by their hash, the last one last.
    pub passed: Vec<String>,
    /// How many hints were opened.
    pub hints: usize,
    pub skipped: bool,
    /// Whether the solution was opened before a pass.
    pub gave_up: bool,
}

/// How an exercise stands, given what its module says now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Open,
    Passed,
    /// It passed once, and was changed since.
    Changed,
    Skipped,
}

impl Progress {
    pub fn track(&self, exercise: &str) -> Track {
        self.exercises.get(exercise).cloned().unwrap_or_default()
    }

    pub fn track_mut(&mut self, exercise: &str) -> &mut Track {
        self.exercises.entry(exercise.to_owned()).or_default()
    }

    /// Remembers a verdict on the student's own module.
    pub fn record(&mut self, verdict: &Verdict) {
        /// Older passes say nothing that newer ones do not.
        const KEPT: usize = 8;
        let (true, Some(source)) = (verdict.passed(), &verdict.source) else { return };
        let track = self.track_mut(&verdict.exercise);
        track.skipped = false;
        track.passed.retain(|known| known != source);
        track.passed.push(source.clone());
        let surplus = track.passed.len().saturating_sub(KEPT);
        track.passed.drain(..surplus);
    }

    /// How an exercise stands; `source` is the hash of its module now, if there is one.
    pub fn standing(&self, exercise: &str, source: Option<&str>) -> Standing {
        let track = self.track(exercise);
        match source {
            Some(source) if track.passed.iter().any(|known| known == source) => Standing::Passed,
            _ if !track.passed.is_empty() => Standing::Changed,
            _ if track.skipped => Standing::Skipped,
            _ => Standing::Open,
        }
    }

    /// The exercise to work on: the chosen one, or else the first that is still open.
    pub fn current<'a>(
        &self,
        exercises: &'a [Exercise],
        source: impl Fn(&str) -> Option<String>,
    ) -> Option<&'a Exercise> {
        let chosen = self.current.as_deref();
        let chosen = exercises.iter().find(|exercise| Some(exercise.name.as_str()) == chosen);
        let open = |exercise: &&Exercise| {
            let source = source(&exercise.name);
            matches!(self.standing(&exercise.name, source.as_deref()), Standing::Open)
        };
        chosen.or_else(|| exercises.iter().find(open)).or(exercises.first())
    }

    /// The first open exercise after `from`, from the beginning again after the last.
    pub fn next<'a>(
        &self,
        exercises: &'a [Exercise],
        from: Option<&str>,
        source: impl Fn(&str) -> Option<String>,
    ) -> Option<&'a Exercise> {
        let place = exercises.iter().position(|exercise| Some(exercise.name.as_str()) == from);
        let (before, after) = exercises.split_at(place.map_or(0, |place| place + 1));
        after.iter().chain(before).find(|exercise| {
            let open = matches!(
                self.standing(&exercise.name, source(&exercise.name).as_deref()),
                Standing::Open | Standing::Changed
            );
            open && Some(exercise.name.as_str()) != from
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Titled;

    fn exercises() -> Vec<Exercise> {
        ["a", "b", "c"]
            .map(|name| Exercise {
                name: name.to_owned(),
                chapter: String::new(),
                points: 1,
                difficulty: 1,
                title: Titled { en: String::new(), ru: String::new() },
                ban: Vec::new(),
                needs: Vec::new(),
            })
            .into()
    }

    fn passed(exercise: &str) -> Progress {
        let mut progress = Progress::default();
        progress.track_mut(exercise).passed.push("hash".to_owned());
        progress
    }

    #[test]
    fn a_passed_module_that_was_edited_is_changed_and_not_lost() {
        let progress = passed("a");
        assert_eq!(progress.standing("a", Some("hash")), Standing::Passed);
        assert_eq!(progress.standing("a", Some("other")), Standing::Changed);
        assert_eq!(progress.standing("a", None), Standing::Changed);
        assert_eq!(progress.standing("b", Some("hash")), Standing::Open);
    }

    #[test]
    fn next_goes_on_behind_the_current_one_and_begins_again() {
        let (exercises, progress) = (exercises(), passed("b"));
        let next = |from| {
            let source = |_: &str| Some("hash".to_owned());
            progress.next(&exercises, Some(from), source).map(|exercise| exercise.name.as_str())
        };
        assert_eq!([next("a"), next("c")], [Some("c"), Some("a")]);
    }

    #[test]
    fn an_explicit_choice_wins_over_the_first_open_exercise() {
        let (exercises, mut progress) = (exercises(), passed("a"));
        let source = |_: &str| Some("hash".to_owned());
        assert_eq!(progress.current(&exercises, source).unwrap().name, "b");
        progress.current = Some("a".to_owned());
        assert_eq!(progress.current(&exercises, source).unwrap().name, "a");
    }
}
