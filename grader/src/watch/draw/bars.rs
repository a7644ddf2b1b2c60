//! Timelines as coloured bars: yours and the expected one on the same scale, and a sign where a
//! line of yours is another than the expected one.

use ratatui::{
    style::Style,
    text::{Line, Span},
};

use super::{colours::Palette, fold};
use crate::{
    model::Language,
    timeline::{self, Titled},
};

/// The bars of one timeline, taken apart.
struct Chart {
    title: String,
    scale: String,
    /// Labels with their cells; what has no cells is a remark.
    lanes: Vec<(String, String)>,
}

/// The charts, each with at most `most` lanes; those that differ come first then.
pub fn lines(
    charts: &[Titled],
    columns: usize,
    most: usize,
    pen: Palette,
    language: Language,
) -> Vec<Line<'static>> {
    // A margin on both sides, and room for the sign.
    let drawn = timeline::charts(charts, columns.saturating_sub(6), language);
    let charts: Vec<Chart> =
        charts.iter().zip(drawn).map(|(chart, lines)| taken_apart(chart.title, &lines)).collect();
    let gutters = charts.iter().flat_map(|chart| &chart.lanes);
    let gutter = gutters.map(|(label, _)| fold::width(label)).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (number, chart) in charts.iter().enumerate() {
        let other = charts.iter().enumerate().find(|(other, _)| *other != number);
        let other = other.map(|(_, chart)| chart);
        let bar = if number == 0 { pen.yours() } else { pen.good() };
        lines.push(Line::styled(format!("  {}", chart.title), pen.faint()));
        let gap = " ".repeat(gutter);
        lines.push(Line::styled(format!("  {gap} {}", chart.scale), pen.faint()));
        let (shown, hidden) = chosen(chart, other, most);
        for (label, cells) in shown {
            let differs = number == 0 && differs(label, cells, other);
            let label = fold::padded(label, gutter);
            lines.push(lane(&label, cells, bar, differs, pen));
        }
        if hidden > 0 {
            lines.push(Line::styled(format!("  … +{hidden}"), pen.faint()));
        }
    }
    lines
}

fn taken_apart(title: &str, lines: &[String]) -> Chart {
    let split_up = lines.iter().skip(1).map(|line| split(line)).collect();
    // The scale begins where the cells begin, with a number or with spaces.
    let cells = lines
        .get(1)
        .and_then(|line| line.rsplit_once(' '))
        .map_or(0, |(label, _)| label.chars().count());
    let scale = lines.first().map(|scale| scale.chars().skip(cells + 1).collect());
    Chart { title: title.to_owned(), scale: scale.unwrap_or_default(), lanes: split_up }
}

/// Cells hold no spaces, so they are what stands behind the last one.
fn split(line: &str) -> (String, String) {
    match line.rsplit_once(' ') {
        Some((label, cells)) => (label.trim_end().to_owned(), cells.to_owned()),
        None => (line.to_owned(), String::new()),
    }
}

/// How long the other ones went on is no difference of this one's.
fn differs(label: &str, cells: &str, other: Option<&Chart>) -> bool {
    let Some(other) = other else { return false };
    let own = |cells: &str| cells.trim_end_matches('·').to_owned();
    !other.lanes.iter().any(|(name, there)| name == label && own(there) == own(cells))
}

/// As many lanes as there is room for, in their order, and how many are left out.
fn chosen<'a>(
    chart: &'a Chart,
    other: Option<&Chart>,
    most: usize,
) -> (Vec<(&'a str, &'a str)>, usize) {
    let all = chart.lanes.iter().map(|(label, cells)| (label.as_str(), cells.as_str()));
    let (telling, same): (Vec<_>, Vec<_>) =
        all.enumerate().partition(|(_, (label, cells))| differs(label, cells, other));
    let mut shown: Vec<_> = telling.into_iter().chain(same).take(most).collect();
    shown.sort_by_key(|(place, _)| *place);
    let hidden = chart.lanes.len() - shown.len();
    (shown.into_iter().map(|(_, lane)| lane).collect(), hidden)
}

fn lane(label: &str, cells: &str, bar: Style, differs: bool, pen: Palette) -> Line<'static> {
    let name = if differs { pen.bad() } else { pen.plain() };
    let mut spans = vec![Span::styled(format!("  {label} "), name)];
    let ends_badly = cells.contains(['!', '#']);
    let bar = if ends_badly { pen.bad() } else { bar };
    let mut rest = cells;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| c != first).unwrap_or(rest.len());
        let style = match first {
            '█' => bar,
            '·' => pen.faint(),
            '!' | '#' => pen.bad(),
            'x' | '>' | '?' => pen.odd(),
            _ => pen.bold(),
        };
        spans.push(Span::styled(rest[..end].to_owned(), style));
        rest = &rest[end..];
    }
    if differs {
        spans.push(Span::styled(" ≠", pen.bad()));
    }
    Line::from(spans)
}

#[cfg(test)]
mod tests {
    use super::*;

    const YOURS: &str = "   0 ms  A  start\n 100 ms  A  end\n 100 ms  B  start\n 300 ms  B  end\n";
    const EXPECTED: &str =
        "   0 ms  A  start\n   0 ms  B  start\n 100 ms  A  end\n 200 ms  B  end\n";

    fn shown(most: usize) -> String {
        let charts = [Titled::read("yours", YOURS), Titled::read("expected", EXPECTED)];
        let lines = lines(&charts, 30, most, Palette { colour: false }, Language::En);
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        lines.join("\n")
    }

    #[test]
    fn a_line_that_differs_is_marked_also_without_colour() {
        let marked: Vec<String> =
            shown(9).lines().filter(|line| line.contains('≠')).map(str::to_owned).collect();
        assert_eq!(marked.len(), 1, "{marked:?}");
        assert!(marked[0].trim_start().starts_with('B'));
    }

    #[test]
    fn where_room_is_dear_the_line_that_differs_is_shown() {
        assert!(shown(1).contains('≠'));
        assert!(shown(1).contains("… +1"));
    }
}
