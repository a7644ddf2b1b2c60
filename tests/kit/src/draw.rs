//! Pictures of a timeline, as text and as SVG. Which picture is shown where, and what stands beside
//! it, is decided by whoever asks for one.

mod ascii;
mod svg;

pub use ascii::{ascii, fit};
pub use svg::svg;

use crate::timeline::{Event, Kind, Stretch, Timeline, is_unseen};
use std::collections::HashMap;
use std::time::Duration;

/// The most lanes in one picture. A timeline may come from code that nobody trusts, and a picture
/// of thousands of lanes helps nobody anyway.
const MOST_LANES: usize = 120;

/// The most letters of a label.
const MOST_LETTERS: usize = 32;

/// How units and decimals are written, for whoever reads the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    pub seconds: &'static str,
    pub millis: &'static str,
    pub micros: &'static str,
    /// Between a whole number and its decimals.
    pub decimal: char,
}

/// One line of a picture: one attempt of a job, or a job that only has marks.
struct Lane<'a> {
    label: String,
    stretch: Option<Stretch<'a>>,
    marks: Vec<&'a Event>,
}

/// The lanes of a picture, attempts of a job side by side, and how many there was no room for. The
/// jobs of `first` come first, in that order, so that two pictures can be compared lane by lane.
fn lanes<'a>(timeline: &'a Timeline, first: &[String]) -> (Vec<Lane<'a>>, usize) {
    let mut jobs: HashMap<String, usize> = HashMap::new();
    for job in first.iter().cloned().chain(timeline.jobs()) {
        let place = jobs.len();
        jobs.entry(job).or_insert(place);
    }
    let mut lanes: HashMap<(usize, u16), Lane<'_>> = HashMap::new();
    let key = |event: &Event| (jobs.get(&event.job).copied().unwrap_or(jobs.len()), event.attempt);
    for stretch in timeline.stretches() {
        lane(&mut lanes, key(stretch.begin), stretch.begin).stretch = Some(stretch);
    }
    for event in timeline.normalised() {
        if event.kind == Kind::Mark {
            lane(&mut lanes, key(event), event).marks.push(event);
        }
    }
    let mut lanes: Vec<_> = lanes.into_iter().collect();
    lanes.sort_by_key(|(key, _)| *key);
    let hidden = lanes.len().saturating_sub(MOST_LANES);
    (lanes.into_iter().map(|(_, lane)| lane).take(MOST_LANES).collect(), hidden)
}

fn lane<'a, 'l>(
    lanes: &'l mut HashMap<(usize, u16), Lane<'a>>,
    key: (usize, u16),
    event: &Event,
) -> &'l mut Lane<'a> {
    let label = || label(&event.label());
    lanes.entry(key).or_insert_with(|| Lane { label: label(), stretch: None, marks: Vec::new() })
}

/// A name with nothing in it that could disturb a picture.
fn label(name: &str) -> String {
    let mut label: String = shown(name);
    if let Some((cut, _)) = label.char_indices().nth(MOST_LETTERS) {
        label.truncate(cut);
        label.push('…');
    }
    label
}

/// A text with its unseen characters replaced by one that is seen.
fn shown(text: &str) -> String {
    text.chars().map(|char| if is_unseen(char) { '\u{fffd}' } else { char }).collect()
}

/// The sign at the end of a span; the reader need not see colours.
fn glyph(finish: Option<&Event>) -> char {
    match finish.map(|finish| finish.kind) {
        Some(Kind::Fail) => '!',
        Some(Kind::Panic) => '#',
        Some(Kind::Cancel) => 'x',
        Some(_) => '|',
        None => '>',
    }
}

impl Signs {
    /// What is written where nobody asks for anything else.
    pub const ENGLISH: Signs = Signs { seconds: "s", millis: "ms", micros: "µs", decimal: '.' };

    /// The unit of a scale, as nanoseconds and as its sign: the largest that divides a step of it
    /// without a fraction.
    fn unit(self, step: Duration) -> (u128, &'static str) {
        let nanos = step.as_nanos();
        let units = [(1_000_000_000, self.seconds), (1_000_000, self.millis)];
        units.into_iter().find(|(unit, _)| nanos >= *unit).unwrap_or((1000, self.micros))
    }

    /// A time in a unit, with as much of three decimals as it needs.
    fn amount(self, at: Duration, unit: u128) -> String {
        let thousandths = at.as_nanos() * 1000 / unit;
        let text = format!("{}{}{:03}", thousandths / 1000, self.decimal, thousandths % 1000);
        text.trim_end_matches('0').trim_end_matches(self.decimal).to_owned()
    }
}

/// The steps that people count in, from small to large: 1, 2 and 5 times every power of ten
/// milliseconds, or microseconds for what is over within one millisecond.
fn round_steps(makespan: Duration) -> impl Iterator<Item = Duration> {
    let finest = match makespan.as_nanos() {
        1..1_000_000 => Duration::from_micros(1),
        _ => Duration::from_millis(1),
    };
    let powers = std::iter::successors(Some(finest), |power| power.checked_mul(10));
    powers.flat_map(|power| [1, 2, 5].into_iter().filter_map(move |times| power.checked_mul(times)))
}

#[cfg(test)]
mod tests;
