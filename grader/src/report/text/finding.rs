//! One verdict explained: the finding that says most, the two timelines, what else was seen.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use kit::record::Fact;

use crate::{
    model::{Finding, Outcome, Verdict},
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
        let args = Args::from([("check".to_owned(), check.as_str().into())]);
        let about = texts.of_exercise(&verdict.exercise, &format!("check-{check}"), &Args::new());
        let about = about.map(|about| format!(": {about}")).unwrap_or_default();
        wrapped(out, &format!("{}{about}", texts.say_with("in-check", &args)), screen, FAINT)?;
    }
    wrapped(out, &sentence(texts, &verdict.exercise, finding), screen, Style::new())?;
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

/// The finding's sentence in the reader's language.
fn sentence(texts: &Texts, exercise: &str, finding: &Finding) -> String {
    let key = format!("finding-{}", finding.id);
    let facts: Args =
        finding.facts.iter().map(|(name, fact)| (name.clone(), tamed(fact))).collect();
    texts.of_exercise(exercise, &key, &facts).unwrap_or_else(|| finding.id.clone())
}

/// A submission's words must not steer the reader's terminal.
fn tamed(fact: &Fact) -> Fact {
    match fact {
        Fact::Number(number) => Fact::Number(*number),
        Fact::Text(text) => Fact::Text(tame(text)),
    }
}

fn tame(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
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
            writeln!(out, "    {}", tame(line))?;
        }
    }
    writeln!(out)
}

/// The compiler's own words, as many as there are.
fn rendered(out: &mut impl Write, texts: &Texts, verdict: &Verdict) -> io::Result<()> {
    const SHOWN: usize = 2;
    let rendered: Vec<&str> =
        verdict.findings.iter().filter_map(|finding| finding.rendered.as_deref()).collect();
    for text in rendered.iter().take(SHOWN) {
        writeln!(out, "\n{}", text.trim_end())?;
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
    for line in timeline::ascii(&charts, screen.columns.saturating_sub(4)).lines() {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}

/// What the compiler warned of, if that may be the cause.
fn warnings(out: &mut impl Write, texts: &Texts, verdict: &Verdict) -> io::Result<()> {
    let todo = verdict.headline().is_some_and(|finding| finding.id == "todo");
    let first = verdict.warnings.first().and_then(|warning| warning.rendered.as_deref());
    let Some(rendered) = first.filter(|_| !todo) else { return Ok(()) };
    writeln!(out, "\n  {FAINT}{}{FAINT:#}\n\n{}", texts.say("warning-head"), rendered.trim_end())
}

fn printed(out: &mut impl Write, texts: &Texts, verdict: &Verdict) -> io::Result<()> {
    let told = verdict.headline().and_then(|finding| verdict.check(finding.check.as_deref()?));
    let Some(check) = told.filter(|check| !check.output.trim().is_empty()) else { return Ok(()) };
    writeln!(out, "\n{FAINT}{}{FAINT:#}", texts.say("output-head"))?;
    for line in check.output.lines().take(10) {
        writeln!(out, "  {}", tame(line))?;
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
    for finding in rest {
        let what = sentence(texts, &verdict.exercise, finding);
        let args = Args::from([("what".to_owned(), what.into())]);
        writeln!(out)?;
        wrapped(out, &texts.say_with("also-found", &args), screen, FAINT)?;
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
        for line in lines(paragraph, width) {
            writeln!(out, "  {style}{line}{style:#}")?;
        }
    }
    Ok(())
}

fn lines(paragraph: &str, width: usize) -> Vec<String> {
    use unicode_width::UnicodeWidthStr;

    let indent = &paragraph[..paragraph.len() - paragraph.trim_start().len()];
    let mut lines: Vec<String> = Vec::new();
    for word in paragraph.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("{indent}{word}")),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_wrapped_by_their_width_on_the_screen() {
        assert_eq!(lines("пекарь печёт хлеб", 12), ["пекарь печёт", "хлеб"]);
        assert_eq!(lines("  two words", 6), ["  two", "  words"]);
    }

    #[test]
    fn control_characters_of_a_submission_are_taken_out() {
        assert_eq!(tame("a\u{1b}[2Jb\nc"), "a\u{fffd}[2Jb\nc");
    }
}
