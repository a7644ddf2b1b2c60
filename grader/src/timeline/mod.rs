//! Two timelines side by side, as text and as SVG: yours and the expected one on the same scale.
//! Drawing one of them is the kit's work.

mod html;

use std::{fmt::Write as _, time::Duration};

use kit::{Timeline, draw::Signs};

use crate::model::Language;
pub use html::{Words, html};

/// A timeline under its title.
pub struct Titled<'a> {
    pub title: &'a str,
    pub timeline: Timeline,
}

impl<'a> Titled<'a> {
    /// Reads a snapshot; one that cannot be read is drawn as empty, its text is in the report.
    pub fn read(title: &'a str, snapshot: &str) -> Titled<'a> {
        Titled { title, timeline: Timeline::parse(snapshot).unwrap_or_default() }
    }
}

/// Charts of characters one below the other, none wider than `columns`.
pub fn ascii(titled: &[Titled], columns: usize, language: Language) -> String {
    let mut text = String::new();
    for (chart, lines) in titled.iter().zip(charts(titled, columns, language)) {
        let _ = writeln!(text, "{}", chart.title);
        for line in lines {
            let _ = writeln!(text, "  {line}");
        }
    }
    text
}

/// The lines of each chart, the scale first; all have the same scale.
pub fn charts(titled: &[Titled], columns: usize, language: Language) -> Vec<Vec<String>> {
    let signs = signs(language);
    let fits = titled.iter().map(|chart| signs.fit(&chart.timeline, columns.max(20)));
    let per_col = fits.max().unwrap_or(Duration::from_millis(1));
    let first = order(titled);
    let drawn = titled.iter().map(|chart| signs.ascii(&chart.timeline, per_col, &first));
    drawn.map(|chart| chart.lines().map(str::to_owned).collect()).collect()
}

/// One drawing with the charts one below the other.
pub fn svg(charts: &[Titled], language: Language) -> String {
    const TITLE: usize = 34;
    let until = latest(charts);
    let signs = signs(language);
    let first = order(charts);
    let drawn = charts.iter().map(|chart| signs.svg(&chart.timeline, until, &first));
    let drawn: Vec<_> = drawn.collect();
    let sizes: Vec<_> = drawn.iter().map(|svg| size(svg)).collect();
    let width = sizes.iter().map(|(width, _)| *width).max().unwrap_or(0);
    let height: usize = sizes.iter().map(|(_, height)| height + TITLE).sum();
    let mut all = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         style=\"max-width:{width}px\">\n<style>.dojo-title{{font:600 15px ui-monospace,monospace;\
         fill:#24292f}}@media (prefers-color-scheme:dark){{.dojo-title{{fill:#e6edf3}}}}</style>\n"
    );
    let mut y = 0;
    for ((chart, svg), (_, height)) in charts.iter().zip(&drawn).zip(sizes) {
        let title = escaped(chart.title);
        let _ = writeln!(all, "<text class=\"dojo-title\" x=\"8\" y=\"{}\">{title}</text>", y + 22);
        let inner = svg.replacen("<svg ", &format!("<svg x=\"0\" y=\"{}\" ", y + TITLE), 1);
        let inner = inner.replacen(" width=\"100%\"", &format!(" height=\"{height}\""), 1);
        all.push_str(&inner);
        y += height + TITLE;
    }
    all.push_str("</svg>\n");
    all
}

/// Units and decimals as the reader's language writes them.
fn signs(language: Language) -> Signs {
    match language {
        Language::En => Signs::ENGLISH,
        Language::Ru => Signs { seconds: "с", millis: "мс", micros: "мкс", decimal: ',' },
    }
}

/// The order of the jobs in all of them: that of the last, which is the expected one.
fn order(charts: &[Titled]) -> Vec<String> {
    charts.last().map(|chart| chart.timeline.jobs()).unwrap_or_default()
}

/// The moment at which the last of them ends.
fn latest(charts: &[Titled]) -> Duration {
    charts.iter().map(|chart| chart.timeline.makespan()).max().unwrap_or_default()
}

/// Width and height from a drawing's own view box.
fn size(svg: &str) -> (usize, usize) {
    let numbers = svg.split_once("viewBox=\"0 0 ").and_then(|(_, rest)| rest.split_once('"'));
    let mut numbers = numbers.map_or("", |(numbers, _)| numbers).split(' ');
    let mut next = || numbers.next().and_then(|number| number.parse().ok()).unwrap_or(0);
    (next(), next())
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const YOURS: &str = "   0 ms  A  start\n 100 ms  A  end\n 100 ms  B  start\n 300 ms  B  end\n";
    const EXPECTED: &str =
        "   0 ms  A  start\n   0 ms  B  start\n 100 ms  A  end\n 200 ms  B  end\n";

    fn charts() -> [Titled<'static>; 2] {
        [Titled::read("yours", YOURS), Titled::read("expected", EXPECTED)]
    }

    #[test]
    fn both_charts_have_the_same_scale() {
        insta::assert_snapshot!(ascii(&charts(), 40, Language::En), @r"
        yours
            0    50   100  150  200  250  300 ms
          A ██████████|····················
          B ··········████████████████████|
        expected
            0    50   100  150  200 ms
          A ██████████|··········
          B ████████████████████|
        ");
    }

    #[test]
    fn a_job_has_the_same_place_in_both_charts() {
        let yours = "   0 ms  B  start\n   0 ms  C  start\n  10 ms  A  start\n  20 ms  A  end\n";
        let charts = [Titled::read("yours", yours), Titled::read("expected", EXPECTED)];
        let places = |lines: &[String]| -> Vec<char> {
            lines.iter().skip(1).filter_map(|line| line.chars().next()).collect()
        };
        let drawn = super::charts(&charts, 40, Language::En);
        assert_eq!(
            drawn.iter().map(|lines| places(lines)).collect::<Vec<_>>(),
            [vec!['A', 'B', 'C'], vec!['A', 'B']]
        );
    }

    #[test]
    fn one_drawing_holds_both() {
        let svg = svg(&charts(), Language::En);
        assert_eq!(svg.matches("<svg ").count(), 3);
        assert_eq!(svg.matches("300 ms").count(), 2 + 1, "both scales reach 300 ms: {svg}");
    }

    #[test]
    fn units_are_the_readers() {
        assert!(ascii(&charts(), 40, Language::Ru).contains("300 мс\n"));
        assert_eq!(svg(&charts(), Language::Ru).matches("300 мс").count(), 2 + 1);
    }
}
