//! The verdict told: the finding that says most, the two timelines, what else was seen, and the
//! checks with their times.

use kit::record::Fact;
use ratatui::text::{Line, Span};

use super::{ansi, bars, colours::Palette, fold, head, markdown};
use crate::{
    model::{CheckResult, Finding, Outcome, Verdict},
    tell::{self, Mark},
    text::Args,
    timeline::Titled,
    watch::app::App,
};

/// Of each timeline so many lines are drawn beside a finding.
const LANES: usize = 8;

/// The page of the verdict; the checks are part of it where they have no pane of their own.
pub fn page(app: &App, pen: Palette, columns: usize, with_checks: bool) -> Vec<Line<'static>> {
    let Some(verdict) = app.verdict() else { return Vec::new() };
    let mut lines = match (tell::mark(verdict), verdict.headline()) {
        (Mark::Good, _) => passed(app, pen, columns),
        (Mark::Open, _) => return unwritten(app, pen, columns),
        (Mark::Bad, Some(finding)) => explained(app, pen, columns, verdict, finding),
        (Mark::Bad, None) => Vec::new(),
    };
    if with_checks && verdict.checks.iter().any(|check| check.outcome != Outcome::NotRun) {
        lines.push(Line::default());
        lines.extend(checks(app, pen, columns));
    }
    lines
}

fn passed(app: &App, pen: Palette, columns: usize) -> Vec<Line<'static>> {
    let texts = app.texts();
    let mut lines = fold::words(&texts.say("all-passed"), columns, 1, pen.good());
    let what = if app.pages.solution.is_some() { "watch-passed" } else { "watch-passed-alone" };
    lines.extend(fold::words(&texts.say(what), columns, 1, pen.plain()));
    lines
}

/// Nothing is wrong yet, so there is something to read instead.
fn unwritten(app: &App, pen: Palette, columns: usize) -> Vec<Line<'static>> {
    let file = format!("exercises/{}.rs", app.name());
    let args = Args::from([("file".to_owned(), file.into())]);
    let begin = app.texts().say_with("watch-unwritten", &args);
    let mut lines = fold::words(&begin, columns, 1, pen.plain());
    lines.push(Line::default());
    lines.extend(markdown::lines(&app.reading().statement, columns, pen));
    lines
}

fn explained(
    app: &App,
    pen: Palette,
    columns: usize,
    verdict: &Verdict,
    finding: &Finding,
) -> Vec<Line<'static>> {
    let texts = app.texts();
    let told = |finding| tell::sentence(texts, &verdict.exercise, finding);
    let mut lines = Vec::new();
    if let Some(check) = &finding.check {
        let check = tell::check(texts, &verdict.exercise, check);
        lines.extend(fold::words(&check, columns, 1, pen.faint()));
    }
    lines.extend(fold::words(&told(finding), columns, 1, pen.plain()));
    lines.extend(signatures(app, pen, columns, finding));
    if let Some(place) = &finding.place {
        let place = format!(" {}:{}:{}", place.file, place.line, place.column);
        lines.push(Line::styled(place, pen.code()));
    }
    lines.extend(rendered(app, pen, columns, verdict));
    if let Some(check) = verdict.pictured() {
        lines.push(Line::default());
        if finding.check.as_ref() != Some(&check.name) {
            let about = Args::from([("check".to_owned(), check.name.as_str().into())]);
            let about = texts.say_with("in-check", &about);
            lines.push(Line::styled(format!(" {about}"), pen.faint()));
        }
        lines.extend(picture(app, pen, columns, check, LANES));
    }
    lines.extend(printed(app, pen, columns, verdict));
    let rest = verdict.findings.iter().skip(1).filter(|other| other.rendered.is_none());
    for (number, other) in rest.filter(|other| other.id != "todo").take(3).enumerate() {
        lines.push(Line::default());
        if number == 0 {
            lines.push(Line::styled(format!(" {}", texts.say("also-found")), pen.faint()));
        }
        lines.extend(fold::words(&told(other), columns, 1, pen.faint()));
    }
    lines
}

/// The promised signature above the written one.
fn signatures(app: &App, pen: Palette, columns: usize, finding: &Finding) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if !["signature", "missing-item"].contains(&finding.id.as_str()) {
        return lines;
    }
    for which in ["promised", "written"] {
        let Some(Fact::Text(signature)) = finding.facts.get(which) else { continue };
        lines.push(Line::styled(format!("  {}", app.texts().say(which)), pen.faint()));
        for line in signature.lines() {
            let line = Line::styled(format!("    {}", tell::tame(line)), pen.code());
            lines.extend(fold::hard(line, columns));
        }
    }
    lines
}

/// The compiler's own words: its errors, or the warning that may be the cause.
fn rendered(app: &App, pen: Palette, columns: usize, verdict: &Verdict) -> Vec<Line<'static>> {
    const SHOWN: usize = 3;
    let of = |finding: &Finding| finding.rendered.clone();
    let errors: Vec<String> = verdict.findings.iter().filter_map(of).collect();
    let warning = verdict.warnings.first().and_then(of);
    let texts = app.texts();
    let mut lines = Vec::new();
    if let Some(warning) = &warning {
        lines.push(Line::default());
        lines.push(Line::styled(format!(" {}", texts.say("warning-head")), pen.faint()));
        lines.extend(compiled(warning, pen, columns));
    }
    for error in errors.iter().take(SHOWN) {
        lines.push(Line::default());
        lines.extend(compiled(error, pen, columns));
    }
    if errors.len() > SHOWN {
        let args = Args::from([("count".to_owned(), (errors.len() - SHOWN).into())]);
        let more = format!(" {}", texts.say_with("more-errors", &args));
        lines.push(Line::styled(more, pen.faint()));
    }
    lines
}

fn compiled(text: &str, pen: Palette, columns: usize) -> Vec<Line<'static>> {
    let indented = ansi::lines(text.trim_end(), pen).into_iter().map(|mut line| {
        line.spans.insert(0, Span::raw(" "));
        line
    });
    indented.flat_map(|line| fold::hard(line, columns)).collect()
}

fn printed(app: &App, pen: Palette, columns: usize, verdict: &Verdict) -> Vec<Line<'static>> {
    let told = verdict.headline().and_then(|finding| verdict.check(finding.check.as_deref()?));
    let Some(check) = told.filter(|check| !check.output.trim().is_empty()) else {
        return Vec::new();
    };
    let head = format!(" {}", app.texts().say("output-head"));
    let mut lines = vec![Line::default(), Line::styled(head, pen.faint())];
    for line in check.output.lines().take(10) {
        lines.extend(fold::hard(Line::raw(format!("   {}", tell::tame(line))), columns));
    }
    lines
}

/// Both timelines of a check.
fn picture(
    app: &App,
    pen: Palette,
    columns: usize,
    check: &CheckResult,
    lanes: usize,
) -> Vec<Line<'static>> {
    let (yours, expected) = (app.texts().say("yours"), app.texts().say("expected"));
    let mut charts = vec![Titled::read(&yours, check.trace.as_deref().unwrap_or_default())];
    charts.extend(check.expected.as_ref().map(|snapshot| Titled::read(&expected, snapshot)));
    bars::lines(&charts, columns, lanes, pen, app.language)
}

/// The page of the timelines: the chosen check's, as long as they are.
pub fn timeline(app: &App, pen: Palette, columns: usize) -> Vec<Line<'static>> {
    let pictures = app.pictures();
    let Some(check) = pictures.get(app.picture % pictures.len().max(1)) else {
        let args = Args::from([("exercise".to_owned(), app.name().into())]);
        let none = app.texts().say_with("timeline-none", &args);
        return fold::words(&none, columns, 1, pen.plain());
    };
    let (sign, style) = head::of_check(Some(check), pen);
    let about = tell::check(app.texts(), app.name(), &check.name);
    let place = format!("({}/{})", app.picture + 1, pictures.len());
    let mut lines = fold::words(&format!("{sign} {about} {place}"), columns, 1, style);
    lines.push(Line::default());
    lines.extend(picture(app, pen, columns, check, usize::MAX));
    lines
}

/// A line for every check: its mark, its name, its time, and what was found.
pub fn checks(app: &App, pen: Palette, columns: usize) -> Vec<Line<'static>> {
    let Some(verdict) = app.verdict() else { return Vec::new() };
    let names = verdict.checks.iter().map(|check| fold::width(&check.name));
    let widest = names.max().unwrap_or(0).min(columns.saturating_sub(14));
    let line = |check: &CheckResult| {
        let (sign, style) = head::of_check(Some(check), pen);
        let time = match check.outcome {
            Outcome::NotRun => String::new(),
            _ => milliseconds(app, check.micros),
        };
        let about = format!("check-{}", check.name);
        let what = app.texts().of_exercise(app.name(), &about, &Args::new()).unwrap_or_default();
        let room = columns.saturating_sub(widest + 16);
        Line::from(vec![
            Span::styled(format!(" {sign} "), style),
            Span::raw(fold::padded(&check.name, widest)),
            Span::styled(format!(" {time:>9}"), pen.faint()),
            Span::styled(format!("  {}", fold::cut(&what, room)), pen.faint()),
        ])
    };
    verdict.checks.iter().map(line).collect()
}

fn milliseconds(app: &App, micros: u64) -> String {
    let millis = app.texts().number(&format!("{}.{}", micros / 1000, micros % 1000 / 100));
    app.texts().say_with("watch-millis", &Args::from([("millis".to_owned(), millis.into())]))
}
