//! Timelines as one page that needs nothing beside it: drawings, and the same events as tables
//! for whoever cannot see or hover. Zoom and the moving label are a script's; without it the page
//! reads just as well.

use std::fmt::Write as _;

use super::{Titled, escaped, latest, order, signs};
use crate::model::Language;

/// The words around the drawings, in the reader's language.
pub struct Words<'a> {
    pub language: Language,
    pub title: &'a str,
    /// What the finding says, if something failed.
    pub finding: Option<&'a str>,
    pub events: &'a str,
    pub zoom_in: &'a str,
    pub zoom_out: &'a str,
}

pub fn html(words: &Words, charts: &[Titled]) -> String {
    let until = latest(charts);
    let first = order(charts);
    let mut page = head(words);
    for chart in charts {
        let drawing = signs(words.language).svg(&chart.timeline, until, &first);
        let title = escaped(chart.title);
        let _ = write!(
            page,
            "<section><h2>{title}</h2>\n<div class=\"chart\" tabindex=\"0\">{drawing}</div>\n{}</section>\n",
            table(words, chart),
        );
    }
    page.push_str("</main>\n<output id=\"label\" hidden></output>\n<script>\n");
    page.push_str(include_str!("page.js"));
    page.push_str("</script>\n</body>\n</html>\n");
    page
}

fn head(words: &Words) -> String {
    let (title, language) = (escaped(words.title), words.language.code());
    let finding = words.finding.map(|text| format!("<p>{}</p>\n", escaped(text)));
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{}\
         <p class=\"zoom\" hidden><button id=\"in\">{}</button> <button id=\"out\">{}</button></p>\n",
        include_str!("page.css"),
        finding.unwrap_or_default(),
        escaped(words.zoom_in),
        escaped(words.zoom_out),
    )
}

/// The events as a table: when, who, what.
fn table(words: &Words, chart: &Titled) -> String {
    let mut table = format!("<details><summary>{}</summary>\n<table>\n", escaped(words.events));
    for line in chart.timeline.snapshot().lines() {
        let _ = writeln!(table, "<tr><td>{}</td></tr>", escaped(line));
    }
    table.push_str("</table>\n</details>\n");
    table
}
