//! The timeline as a chart of characters.

use super::{Lane, Signs, glyph, lanes, round_steps};
use crate::timeline::{Stretch, Timeline};
use std::fmt::Write as _;
use std::time::Duration;
use unicode_width::UnicodeWidthStr;

/// The most columns that are ever drawn, whatever was asked for.
const MOST_COLUMNS: usize = 400;

/// A line per job and a scale above them, one column per `per_col` of virtual time.
///
/// ```text
///   0    100  200  300 ms
/// A ███████████████|
/// B █████!··········
/// C ██████████|·····
/// ```
///
/// `█` runs, `·` does not; `|` ended, `!` failed, `#` panicked, `x` was cancelled, `>` never ended,
/// `*` is a mark, `?` is a span without virtual time. A chart that would be wider than 400 columns
/// is drawn with a coarser, round `per_col`.
pub fn ascii(timeline: &Timeline, per_col: Duration) -> String {
    Signs::ENGLISH.ascii(timeline, per_col, &[])
}

/// A round time per column (1, 2 or 5 times a power of ten milliseconds) with which the chart is at
/// most `columns` wide, labels and scale included. A timeline of less than a millisecond gets
/// microseconds.
pub fn fit(timeline: &Timeline, columns: usize) -> Duration {
    Signs::ENGLISH.fit(timeline, columns)
}

impl Signs {
    /// See [`ascii`]; the jobs of `first` come first, so that two charts can be compared.
    pub fn ascii(self, timeline: &Timeline, per_col: Duration, first: &[String]) -> String {
        chart(timeline, per_col, first, self)
    }

    /// See [`fit`].
    pub fn fit(self, timeline: &Timeline, columns: usize) -> Duration {
        let makespan = timeline.makespan();
        let room = columns.saturating_sub(gutter(&lanes(timeline, &[]).0) + 1);
        let fits = |step: &Duration| {
            let last = column(makespan, *step);
            last == 0 || last.saturating_add(total(makespan, *step, self).width()) <= room
        };
        round_steps(makespan).find(fits).unwrap_or(Duration::MAX)
    }
}

fn chart(timeline: &Timeline, per_col: Duration, first: &[String], signs: Signs) -> String {
    let (lanes, hidden) = lanes(timeline, first);
    let makespan = timeline.makespan();
    let per_col = bounded(makespan, per_col);
    let gutter = gutter(&lanes);
    let mut chart = format!("{:gutter$} {}\n", "", ruler(makespan, per_col, signs));
    for lane in &lanes {
        let gap = " ".repeat(gutter - lane.label.width());
        _ = writeln!(chart, "{}{gap} {}", lane.label, row(lane, makespan, per_col));
    }
    if hidden > 0 {
        _ = writeln!(chart, "… +{hidden}");
    }
    chart
}

fn bounded(makespan: Duration, per_col: Duration) -> Duration {
    let drawable = |step: &Duration| !step.is_zero() && column(makespan, *step) < MOST_COLUMNS;
    let coarser = || round_steps(makespan).find(drawable);
    Some(per_col).filter(drawable).or_else(coarser).unwrap_or(Duration::MAX)
}

fn column(at: Duration, per_col: Duration) -> usize {
    usize::try_from(at.as_nanos() / per_col.as_nanos()).unwrap_or(usize::MAX)
}

fn gutter(lanes: &[Lane<'_>]) -> usize {
    lanes.iter().map(|lane| lane.label.width()).max().unwrap_or(0)
}

/// The last number of the scale, the only one with a unit.
fn total(makespan: Duration, per_col: Duration, signs: Signs) -> String {
    let (unit, sign) = signs.unit(per_col);
    format!("{} {sign}", signs.amount(makespan, unit))
}

fn ruler(makespan: Duration, per_col: Duration, signs: Signs) -> String {
    let last = column(makespan, per_col);
    let (unit, _) = signs.unit(per_col);
    let tick = |place: usize| {
        let times = u32::try_from(place).unwrap_or(u32::MAX);
        signs.amount(per_col.saturating_mul(times), unit)
    };
    // Two spaces keep numbers apart.
    let roomy = |spacing: &usize| {
        (0..last).step_by(*spacing).all(|place| tick(place).width() + 2 <= *spacing)
    };
    let spacing = [5, 10, 20, 50].into_iter().find(roomy).unwrap_or(100);
    let mut line = String::new();
    for (place, tick) in (0..last).step_by(spacing).map(|place| (place, tick(place))) {
        if place + tick.width() + 2 <= last {
            _ = write!(line, "{tick:<spacing$}");
        }
    }
    line.truncate(last);
    format!("{line:<last$}{}", total(makespan, per_col, signs))
}

fn row(lane: &Lane<'_>, makespan: Duration, per_col: Duration) -> String {
    let last = column(makespan, per_col);
    let mut cells = vec!['·'; last + 1];
    let place = |at: Duration| column(at, per_col);
    // Fills first, then signs: a short span or a mark is never painted over.
    let end = lane.stretch.map(|stretch| {
        let end = bar(&stretch, last, place);
        cells[end.from..end.to].fill('█');
        end
    });
    for at in lane.marks.iter().filter_map(|mark| mark.at) {
        cells[place(at)] = '*';
    }
    if let Some(end) = end {
        cells[end.to] = end.sign;
    }
    cells.into_iter().collect()
}

/// The cells of a span: filled from `from` up to `to`, and the sign in `to`.
struct Bar {
    from: usize,
    to: usize,
    sign: char,
}

fn bar(stretch: &Stretch<'_>, last: usize, place: impl Fn(Duration) -> usize) -> Bar {
    let Some(begun) = stretch.begin.at else {
        return Bar { from: 0, to: 0, sign: '?' };
    };
    let from = place(begun);
    let (to, sign) = match stretch.finish {
        None => (last, glyph(None)),
        Some(finish) => match finish.at {
            Some(at) => (place(at), glyph(Some(finish))),
            None => (last, '?'),
        },
    };
    // A timeline that somebody wrote by hand may end a span before its start.
    Bar { from, to: to.max(from), sign }
}
