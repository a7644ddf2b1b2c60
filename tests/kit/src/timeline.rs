//! What happened in one check: events in virtual time and the questions that a check asks of them.
//! Recording lives in `trace`, drawing in `draw`.

mod text;

pub(crate) use text::is_unseen;
pub use text::{ParseError, Problem};

use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::time::Duration;

/// What an event says about its job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The job began.
    Start,
    /// Something worth a note happened; the job goes on.
    Mark,
    /// The job came to its end.
    End,
    /// The job ended with an error, told in the note.
    Fail,
    /// The job ended in a panic.
    Panic,
    /// The job was dropped before its end.
    Cancel,
}

impl Kind {
    /// Every kind, in the order of a job's life.
    pub const ALL: [Kind; 6] =
        [Kind::Start, Kind::Mark, Kind::End, Kind::Fail, Kind::Panic, Kind::Cancel];

    /// The word that stands for this kind in a snapshot.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Start => "start",
            Kind::Mark => "mark",
            Kind::End => "end",
            Kind::Fail => "fail",
            Kind::Panic => "panic",
            Kind::Cancel => "cancel",
        }
    }

    /// Whether a job is over after this event.
    pub fn closes(self) -> bool {
        !matches!(self, Kind::Start | Kind::Mark)
    }
}

/// One fact of a timeline.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Event {
    /// The place in the order of recording.
    pub seq: u32,
    /// Virtual time since the timeline began; `None` where no virtual clock was in reach.
    pub at: Option<Duration>,
    /// The name of the job.
    pub job: String,
    /// Which start of the job this belongs to, counted from 1.
    pub attempt: u16,
    /// What happened.
    pub kind: Kind,
    /// What there is to say about it; mostly empty.
    pub note: String,
}

impl Event {
    /// The job's name as people read it: `cook`, and `cook#2` for the second attempt.
    pub fn label(&self) -> String {
        match self.attempt {
            0 | 1 => self.job.clone(),
            again => format!("{}#{again}", self.job),
        }
    }

    fn life(&self) -> (&str, u16) {
        (&self.job, self.attempt)
    }
}

/// The span of one attempt: from its start to whatever closed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch<'a> {
    /// The start.
    pub begin: &'a Event,
    /// What closed it; `None` while it is open.
    pub finish: Option<&'a Event>,
}

impl Stretch<'_> {
    /// Open spans lack no time: they last until further notice.
    fn is_timed(&self) -> bool {
        self.begin.at.is_some() && self.finish.is_none_or(|finish| finish.at.is_some())
    }
}

/// How the spans of a timeline lie to one another: the first of these that holds, from the top.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// Nothing was started.
    Empty,
    /// These spans were never closed (as in [`Timeline::running`]).
    Unfinished(Vec<String>),
    /// A job was started more than once. The one with the most attempts is named, of equals the
    /// one that started first.
    Restarted {
        /// Its name.
        job: String,
        /// How often it was started.
        attempts: u16,
    },
    /// There are two spans or more, and no two of them ever ran at the same time.
    Sequential,
    /// There is a moment at which all spans ran. One span alone is `Concurrent { peak: 1 }`.
    Concurrent {
        /// How many spans ran at that moment.
        peak: usize,
    },
    /// Some spans ran at the same time, but never all of them.
    Staggered,
}

/// Everything that was recorded, in any order; `seq` says in which.
///
/// A span covers the time from its start up to but not including its end, so two spans that meet
/// at one moment do not overlap. A span of no length covers nothing: it overlaps no other span, and
/// [`shape`](Timeline::shape) leaves it out, since nobody can wait in turn for what takes no time.
///
/// Spans without virtual time can only be compared by their order of recording. As soon as one of
/// the spans in question lacks a time, that order decides for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline(pub Vec<Event>);

impl Timeline {
    /// When the job was first started.
    pub fn started(&self, job: &str) -> Option<Duration> {
        self.recorded().into_iter().find(|event| event.job == job && event.kind == Kind::Start)?.at
    }

    /// When and how the last attempt of the job was closed; `None` while it is open.
    pub fn ended(&self, job: &str) -> Option<(Duration, Kind)> {
        let of_job = self.stretches().into_iter().filter(|stretch| stretch.begin.job == job);
        let last = of_job.max_by_key(|stretch| stretch.begin.seq)?.finish?;
        Some((last.at?, last.kind))
    }

    /// How often the job was started.
    pub fn attempts(&self, job: &str) -> u16 {
        self.starts().get(job).copied().unwrap_or(0)
    }

    /// The labels of the spans that are still open, in order of their start.
    pub fn running(&self) -> Vec<String> {
        let open = self.stretches().into_iter().filter(|stretch| stretch.finish.is_none());
        open.map(|stretch| stretch.begin.label()).collect()
    }

    /// How many spans, of the jobs picked, ran at the same time at most. At least 1 if there are
    /// any.
    pub fn max_overlap(&self, pick: impl Fn(&str) -> bool) -> usize {
        let mut stretches = self.stretches();
        stretches.retain(|stretch| pick(&stretch.begin.job));
        peak(&cover(&stretches)).max(usize::from(!stretches.is_empty()))
    }

    /// The virtual time of the last event, counted from the beginning of the timeline.
    pub fn makespan(&self) -> Duration {
        self.0.iter().filter_map(|event| event.at).max().unwrap_or_default()
    }

    /// For how much of the makespan at least one span was open.
    pub fn busy(&self) -> Duration {
        let mut total = Duration::ZERO;
        let mut reached = Duration::ZERO;
        let makespan = self.makespan();
        // In order of their start, so each one can only add to the end of what is covered.
        for stretch in self.stretches().iter().filter(|stretch| stretch.is_timed()) {
            let from = stretch.begin.at.unwrap_or_default().max(reached);
            let to = stretch.finish.map_or(makespan, |finish| finish.at.unwrap_or_default());
            total += to.saturating_sub(from);
            reached = reached.max(to);
        }
        total
    }

    /// For how much of the makespan no span was open.
    pub fn idle(&self) -> Duration {
        self.makespan().saturating_sub(self.busy())
    }

    /// How the spans lie to one another.
    pub fn shape(&self) -> Shape {
        let stretches = self.stretches();
        if stretches.is_empty() {
            return Shape::Empty;
        }
        let running = self.running();
        if !running.is_empty() {
            return Shape::Unfinished(running);
        }
        self.restarted().unwrap_or_else(|| arrangement(&stretches))
    }

    /// The names of the jobs in order of their first start. A job that only has marks stands where
    /// its first mark is.
    pub fn jobs(&self) -> Vec<String> {
        let starts = self.starts();
        let mut jobs: Vec<String> = Vec::new();
        let mut named = HashSet::new();
        for event in self.normalised() {
            let counts = event.kind == Kind::Start || !starts.contains_key(event.job.as_str());
            if counts && named.insert(&event.job) {
                jobs.push(event.job.clone());
            }
        }
        jobs
    }

    /// The marks of a job, of all its attempts, in the order of the snapshot.
    pub fn marks(&self, job: &str) -> Vec<(Option<Duration>, String)> {
        let events = self.normalised().into_iter();
        let marks = events.filter(|event| event.kind == Kind::Mark && event.job == job);
        marks.map(|event| (event.at, event.note.clone())).collect()
    }

    /// The spans in order of their start: by time, then by job and attempt. An event that closes
    /// nothing is passed over.
    pub fn stretches(&self) -> Vec<Stretch<'_>> {
        let mut stretches: Vec<Stretch<'_>> = Vec::new();
        let mut open: HashMap<(&str, u16), usize> = HashMap::new();
        for event in self.recorded() {
            if event.kind == Kind::Start {
                open.insert(event.life(), stretches.len());
                stretches.push(Stretch { begin: event, finish: None });
            } else if event.kind.closes()
                && let Some(place) = open.remove(&event.life())
            {
                stretches[place].finish = Some(event);
            }
        }
        stretches.sort_by_key(|Stretch { begin, .. }| (begin.at.is_none(), begin.at, begin.life()));
        stretches
    }

    /// The events in the order of recording.
    pub(crate) fn recorded(&self) -> Vec<&Event> {
        let mut events: Vec<&Event> = self.0.iter().collect();
        events.sort_by_key(|event| event.seq);
        events
    }

    /// The events in an order that does not depend on who was polled first within one moment:
    /// by time, phase, job and attempt. Events without a time come last.
    pub(crate) fn normalised(&self) -> Vec<&Event> {
        let mut begun = HashMap::new();
        for event in self.0.iter().filter(|event| event.kind == Kind::Start) {
            begun.insert(event.life(), event.at);
        }
        let phase = |event: &Event| match event.kind {
            Kind::Start => 1,
            Kind::Mark => 2,
            // A span of no length has to be opened before it can be closed.
            _ if begun.get(&event.life()) == Some(&event.at) => 3,
            _ => 0,
        };
        let mut events = self.recorded();
        events.sort_by_key(|event| (event.at.is_none(), event.at, phase(event), event.life()));
        events
    }

    /// How often each job was started.
    fn starts(&self) -> HashMap<&str, u16> {
        let mut starts: HashMap<&str, u16> = HashMap::new();
        for event in self.0.iter().filter(|event| event.kind == Kind::Start) {
            let count = starts.entry(&event.job).or_default();
            *count = count.saturating_add(1);
        }
        starts
    }

    fn restarted(&self) -> Option<Shape> {
        let starts = self.starts();
        let counted = self.jobs().into_iter().filter_map(|job| Some((*starts.get(&*job)?, job)));
        // The last of equal maxima would win: reversed, that is the first.
        let (attempts, job) = counted.rev().max_by_key(|(attempts, _)| *attempts)?;
        (attempts > 1).then_some(Shape::Restarted { job, attempts })
    }
}

/// Sequential, concurrent or staggered, for spans that are all closed and all of different jobs.
fn arrangement(stretches: &[Stretch<'_>]) -> Shape {
    let mut cover = cover(stretches);
    cover.retain(|range| !range.is_empty());
    match (peak(&cover), cover.len()) {
        (peak, lasting) if peak == lasting => Shape::Concurrent { peak: peak.max(1) },
        (1, _) => Shape::Sequential,
        _ => Shape::Staggered,
    }
}

/// The part of one axis that each span covers: of virtual time if all have it, else of the order
/// of recording. What is open has no end.
fn cover(stretches: &[Stretch<'_>]) -> Vec<Range<u128>> {
    let timed = stretches.iter().all(Stretch::is_timed);
    let place = |event: &Event| match event.at {
        Some(at) if timed => at.as_nanos(),
        _ => u128::from(event.seq),
    };
    let range =
        |stretch: &Stretch<'_>| place(stretch.begin)..stretch.finish.map_or(u128::MAX, place);
    stretches.iter().map(range).collect()
}

/// How many of the ranges have a point in common, at the best point.
fn peak(ranges: &[Range<u128>]) -> usize {
    let lasting = ranges.iter().filter(|range| !range.is_empty());
    let mut steps: Vec<(u128, isize)> =
        lasting.flat_map(|range| [(range.start, 1), (range.end, -1)]).collect();
    // At one point the ends come first: -1 sorts before 1.
    steps.sort_unstable();
    let level = steps.iter().scan(0, |level, (_, step)| {
        *level += step;
        Some(*level)
    });
    level.max().unwrap_or(0).cast_unsigned()
}

#[cfg(test)]
mod tests;
