//! The timeline as a drawing that needs nothing beside it: no script, no font, no style sheet.

use super::{Lane, Signs, glyph, lanes, round_steps, shown};
use crate::timeline::{Event, Kind, Stretch, Timeline};
use std::fmt::Write as _;
use std::time::Duration;
use unicode_width::UnicodeWidthStr;

const PLOT: f64 = 720.0;
const LANE: usize = 26;
const BAR: usize = 16;
const TOP: usize = 30;
const LETTER: usize = 8;

/// Every rule is bound to the drawing: a page with many of them, or with styles of its own, is
/// left alone.
const STYLE: &str = "\
.kit-timeline{font:13px ui-monospace,monospace;--ink:#24292f;--faint:#d0d7de;--end:#3b82d6;\
--fail:#c2410c;--panic:#b91c1c;--cancel:#8b949e;--open:#7c3aed}\
@media (prefers-color-scheme:dark){.kit-timeline{--ink:#e6edf3;--faint:#3d444d;--end:#58a6ff;\
--fail:#fb923c;--panic:#f87171;--cancel:#8b949e;--open:#c4b5fd}}\
.kit-timeline text{fill:var(--ink)}\
.kit-timeline .tick{fill:var(--ink);text-anchor:middle;opacity:.75}\
.kit-timeline .name{text-anchor:end}\
.kit-timeline line{stroke:var(--faint)}\
.kit-timeline .end{fill:var(--end)}.kit-timeline .fail{fill:var(--fail)}\
.kit-timeline .panic{fill:var(--panic)}.kit-timeline .cancel{fill:var(--cancel)}\
.kit-timeline .open{fill:var(--open);opacity:.7}\
.kit-timeline .mark{fill:var(--ink);stroke:var(--faint)}";

/// A drawing of the timeline for a page or a file: a bar per span with its facts under the pointer,
/// a dot per mark, a scale above. It grows and shrinks with its page and follows the reader's light
/// or dark scheme.
pub fn svg(timeline: &Timeline) -> String {
    Signs::ENGLISH.svg(timeline, Duration::ZERO, &[])
}

impl Signs {
    /// See [`svg`]; the scale reaches at least `until`, and the jobs of `first` come first, so that
    /// two drawings can be compared.
    pub fn svg(self, timeline: &Timeline, until: Duration, first: &[String]) -> String {
        drawing(timeline, until, first, self)
    }
}

fn drawing(timeline: &Timeline, until: Duration, first: &[String], signs: Signs) -> String {
    let (lanes, hidden) = lanes(timeline, first);
    let frame = Frame::around(timeline, &lanes, until, signs);
    let height = TOP + LANE * (lanes.len() + usize::from(hidden > 0)) + 8;
    let width = frame.width();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"kit-timeline\" role=\"img\" \
         viewBox=\"0 0 {width:.0} {height}\" width=\"100%\" style=\"max-width:{width:.0}px\">\n\
         <style>{STYLE}</style>\n"
    );
    svg.push_str(&frame.scale(height));
    for (number, lane) in lanes.iter().enumerate() {
        svg.push_str(&frame.lane(lane, TOP + LANE * number));
    }
    if hidden > 0 {
        svg.push_str(&frame.name(&format!("… +{hidden}"), TOP + LANE * lanes.len()));
    }
    svg.push_str("</svg>\n");
    svg
}

/// Where things go.
struct Frame {
    left: f64,
    makespan: Duration,
    signs: Signs,
}

impl Frame {
    fn around(timeline: &Timeline, lanes: &[Lane<'_>], until: Duration, signs: Signs) -> Frame {
        let widest = lanes.iter().map(|lane| lane.label.width()).max().unwrap_or(0);
        let left = u32::try_from(widest * LETTER + 24).unwrap_or(u32::MAX);
        let makespan = timeline.makespan().max(until);
        Frame { left: f64::from(left), makespan, signs }
    }

    fn width(&self) -> f64 {
        self.left + PLOT + 48.0
    }

    fn x(&self, at: Duration) -> f64 {
        let whole = self.makespan.as_secs_f64();
        // Where nothing took any time, everything is at the beginning.
        let part = if whole > 0.0 { at.as_secs_f64() / whole } else { 0.0 };
        self.left + PLOT * part
    }

    fn scale(&self, height: usize) -> String {
        let few = |step: &Duration| step.saturating_mul(8) >= self.makespan;
        let step = round_steps(self.makespan).find(few).unwrap_or(Duration::MAX);
        let (unit, sign) = self.signs.unit(step);
        let mut scale = String::new();
        let ticks = std::iter::successors(Some(Duration::ZERO), |at| at.checked_add(step));
        for at in ticks.take_while(|at| *at <= self.makespan) {
            let (x, number) = (self.x(at), self.signs.amount(at, unit));
            _ = writeln!(
                scale,
                "<line x1=\"{x:.1}\" y1=\"22\" x2=\"{x:.1}\" y2=\"{height}\"/>\
                 <text class=\"tick\" x=\"{x:.1}\" y=\"16\">{number} {sign}</text>"
            );
        }
        scale
    }

    fn lane(&self, lane: &Lane<'_>, y: usize) -> String {
        let mut text = self.name(&lane.label, y);
        if let Some(stretch) = lane.stretch {
            text.push_str(&self.bar(&stretch, &lane.label, y));
        }
        for mark in &lane.marks {
            text.push_str(&self.mark(mark, y));
        }
        text
    }

    fn name(&self, label: &str, y: usize) -> String {
        let (x, y) = (self.left - 10.0, y + BAR - 3);
        format!("<text class=\"name\" x=\"{x:.1}\" y=\"{y}\">{}</text>\n", xml(label))
    }

    fn bar(&self, stretch: &Stretch<'_>, label: &str, y: usize) -> String {
        let Stretch { begin, finish } = *stretch;
        let from = self.x(begin.at.unwrap_or_default());
        let to = self.x(finish.map_or(self.makespan, |finish| finish.at.unwrap_or(self.makespan)));
        let width = (to - from).max(2.0);
        let class = finish.map_or("open", |finish| finish.kind.word());
        let title = xml(&self.title(stretch, label));
        let mut bar = format!(
            "<rect class=\"{class}\" x=\"{from:.1}\" y=\"{y}\" width=\"{width:.1}\" \
             height=\"{BAR}\" rx=\"3\"><title>{title}</title></rect>\n"
        );
        // An ordinary end needs no sign; the others must not depend on colours alone.
        if finish.is_none_or(|finish| finish.kind != Kind::End) {
            let (x, y, sign) = (from + width + 4.0, y + BAR - 3, xml(&glyph(finish).to_string()));
            _ = writeln!(bar, "<text x=\"{x:.1}\" y=\"{y}\">{sign}</text>");
        }
        bar
    }

    fn mark(&self, mark: &Event, y: usize) -> String {
        let (x, y) = (self.x(mark.at.unwrap_or_default()), y + BAR / 2);
        let title = xml(&format!("{}: {}", self.moment(mark.at), shown(&mark.note)));
        format!(
            "<circle class=\"mark\" cx=\"{x:.1}\" cy=\"{y}\" r=\"4\"><title>{title}</title></circle>\n"
        )
    }

    fn title(&self, stretch: &Stretch<'_>, label: &str) -> String {
        let from = self.moment(stretch.begin.at);
        let Some(finish) = stretch.finish else {
            return format!("{label}: {from} – …");
        };
        let note = match finish.note.as_str() {
            "" => String::new(),
            note => format!(" ({})", shown(note)),
        };
        format!("{label}: {from} – {}, {}{note}", self.moment(finish.at), finish.kind.word())
    }

    fn moment(&self, at: Option<Duration>) -> String {
        let amount = |at| format!("{} {}", self.signs.amount(at, 1_000_000), self.signs.millis);
        at.map_or("?".to_owned(), amount)
    }
}

/// Text inside an element or an attribute. Characters that XML cannot hold were replaced before.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // The two that are neither control characters nor allowed.
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            char => out.push(char),
        }
    }
    out
}
