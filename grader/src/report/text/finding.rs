//! One verdict explained: the finding that says most, the two timelines, what else was seen.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use kit::record::Fact;

use crate::{
    model::{Finding, Outcome, Verdict},
    tell,
    text::{Args, Texts},
    timeline::{self, Titled},
};

const BAD: Style = AnsiColor::Red.on_default().bold();
const PLACE: Style = AnsiColor::Cyan.on_default();
const FAINT: Style = Style::new().dimmed();

/// What the report is shown on.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    pub columns: usize,
}

/// Writes why the verdict is not a pass. `title` is the exercise's, in the reader's language.
pub fn explain(
    out: &mut impl Write,
    texts: &Texts,
    verdict: &Verdict,
    title: &str,
    screen: Screen,
) -> io::Result<()> {
    let Some(finding) = verdict.headline() else { return Ok(()) };
    writeln!(out, "{BAD}{}{BAD:#}  {title}", verdict.exercise)?;
    if let Some(check) = &finding.check {
        wrapped(out, &tell::check(texts, &verdict.exercise, check), screen, FAINT)?;
    }
    wrapped(out, &tell::sentence(texts, &verdict.exercise, finding), screen, Style::new())?;
    signatures(out, texts, finding)?;
    if let Some(place) = &finding.place {
        writeln!(out, "  {PLACE}{}:{}:{}{PLACE:#}", place.file, place.line, place.column)?;
    }
    rendered(out, texts, verdict)?;
    pictures(out, texts, verdict, screen)?;
    warnings(out, texts, verdict)?;
    printed(out, texts, verdict)?;
    others(out, texts, verdict, screen)?;
    let command = format!("cargo grade show {}", verdict.exercise);
    let args = Args::from([("command".to_owned(), command.into())]);
    writeln!(out, "\n{}", texts.say_with("statement-at", &args))
}

/// What is to be said of a submission and not of one of its modules.
pub(super) fn about_the_whole(
    out: &mut impl Write,
    texts: &Texts,
    findings: &[Finding],
    screen: Screen,
) -> io::Result<()> {
    for finding in findings {
        writeln!(out)?;
        wrapped(out, &tell::sentence(texts, "", finding), screen, Style::new())?;
    }
    Ok(())
}

/// The promised signature above the written one, as they stand in their sources.
fn signatures(out: &mut impl Write, texts: &Texts, finding: &Finding) -> io::Result<()> {
    if !["signature", "missing-item"].contains(&finding.id.as_str()) {
        return Ok(());
    }
    for which in ["promised", "written"] {
        let Some(Fact::Text(signature)) = finding.facts.get(which) else { continue };
        writeln!(out, "\n  {FAINT}{}{FAINT:#}", texts.say(which))?;
        for line in signature.lines() {
            writeln!(out, "    {}", tell::tame(line))?;
        }
    }
    // What follows is the place, or else a paragraph that brings its own empty line.
    if finding.place.is_some() { writeln!(out) } else { Ok(()) }
}

/// The compiler's own words, as many as there are.
fn rendered(out: &mut impl Write, texts: &Texts, verdict: &Verdict) -> io::Result<()> {
    const SHOWN: usize = 2;
    let rendered: Vec<&str> =
        verdict.findings.iter().filter_map(|finding| finding.rendered.as_deref()).collect();
    for text in rendered.iter().take(SHOWN) {
        writeln!(out, "\n{}", tell::tame_rendered(text.trim_end()))?;
    }
    if rendered.len() > SHOWN {
        let args = Args::from([("count".to_owned(), (rendered.len() - SHOWN).into())]);
        writeln!(out, "\n{}", texts.say_with("more-errors", &args))?;
    }
    Ok(())
}

/// Both timelines, when the check that failed recorded one.
fn pictures(
    out: &mut impl Write,
    texts: &Texts,
    verdict: &Verdict,
    screen: Screen,
) -> io::Result<()> {
    let Some(check) = verdict.pictured() else { return Ok(()) };
    let todo = verdict.headline().is_some_and(|finding| finding.id == "todo");
    let (Some(trace), false) = (&check.trace, todo) else { return Ok(()) };
    let (yours, expected) = (texts.say("yours"), texts.say("expected"));
    let told = verdict.headline().and_then(|finding| finding.check.as_deref());
    let mut charts = vec![Titled::read(&yours, trace)];
    charts.extend(check.expected.as_ref().map(|snapshot| Titled::read(&expected, snapshot)));
    writeln!(out)?;
    if told != Some(&check.name) {
        let args = Args::from([("check".to_owned(), check.name.as_str().into())]);
        writeln!(out, "  {FAINT}{}{FAINT:#}", texts.say_with("in-check", &args))?;
    }
    let columns = screen.columns.saturating_sub(4);
    for line in timeline::ascii(&charts, columns, texts.language).lines() {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

/// What the compiler warned of, if that may be the cause.
fn warnings(out: &mut impl Write, texts: &Texts, verdict: &Verdict) -> io::Result<()> {
    let todo = verdict.headline().is_some_and(|finding| finding.id == "todo");
    let first = verdict.warnings.first().and_then(|warning| warning.rendered.as_deref());
    let Some(rendered) = first.filter(|_| !todo) else { return Ok(()) };
    writeln!(
        out,
        "\n  {FAINT}{}{FAINT:#}\n\n{}",
        texts.say("warning-head"),
        tell::tame_rendered(rendered.trim_end())
    )
}

fn printed(out: &mut impl Write, texts: &Texts, verdict: &Verdict) -> io::Result<()> {
    let told = verdict.headline().and_then(|finding| verdict.check(finding.check.as_deref()?));
    let Some(check) = told.filter(|check| !check.output.trim().is_empty()) else { return Ok(()) };
    writeln!(out, "\n{FAINT}{}{FAINT:#}", texts.say("output-head"))?;
    for line in check.output.lines().take(10) {
        writeln!(out, "  {}", tell::tame(line))?;
    }
    Ok(())
}

/// The checks that failed, each with its finding, except the one already told.
fn others(
    out: &mut impl Write,
    texts: &Texts,
    verdict: &Verdict,
    screen: Screen,
) -> io::Result<()> {
    const SHOWN: usize = 3;
    let rest = verdict.findings.iter().skip(1).filter(|finding| finding.rendered.is_none());
    let rest = rest.filter(|finding| finding.id != "todo").take(SHOWN);
    for (number, finding) in rest.enumerate() {
        writeln!(out)?;
        if number == 0 {
            writeln!(out, "  {FAINT}{}{FAINT:#}", texts.say("also-found"))?;
        }
        wrapped(out, &tell::sentence(texts, &verdict.exercise, finding), screen, FAINT)?;
    }
    let failed = verdict.checks.iter().filter(|check| check.outcome == Outcome::Failed);
    let names: Vec<&str> = failed.map(|check| check.name.as_str()).collect();
    if names.len() > 1 {
        writeln!(out)?;
        wrapped(out, &format!("✗ {}", names.join(", ")), screen, FAINT)?;
    }
    Ok(())
}

/// Indented lines no wider than the screen; a text's own line breaks stay.
fn wrapped(out: &mut impl Write, text: &str, screen: Screen, style: Style) -> io::Result<()> {
    let width = screen.columns.clamp(30, 100) - 2;
    for paragraph in text.lines() {
        for line in tell::lines(paragraph, width) {
            writeln!(out, "  {style}{line}{style:#}")?;
        }
    }
    Ok(())
}
