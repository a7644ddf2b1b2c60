//! `grader timeline`: a check's timeline beside the expected one, as a chart or a drawing.

use std::{io::Write, path::Path};

use super::{
    args::{Args, Timeline},
    exit::Exit,
    fault::Fault,
    session::{self, Session},
};
use crate::{
    cache,
    grade::Module,
    model::{CheckResult, Exercise, Verdict},
    text::Args as Facts,
    timeline::{self, Titled, Words},
};

pub fn run(args: &Args, wanted: &Timeline) -> Result<Exit, Fault> {
    let session = Session::open(args)?;
    let exercise = session.exercise(&wanted.name)?;
    let verdict = verdict(&session, exercise, wanted)?;
    let texts = &session.texts;
    let fact = |name: &str, value: &str| Facts::from([(name.to_owned(), value.into())]);
    if verdict.obstacle.is_some() {
        let sentence = texts.say_with("timeline-not-run", &fact("exercise", &exercise.name));
        writeln!(anstream::stdout(), "{sentence}")?;
        return Ok(Exit::Failed);
    }
    let Some(check) = chosen(&verdict, wanted)? else {
        let sentence = texts.say_with("timeline-none", &fact("exercise", &exercise.name));
        writeln!(anstream::stdout(), "{sentence}")?;
        return Ok(Exit::Failed);
    };
    show(&session, wanted, check)?;
    Ok(Exit::passed_if(check.finding.is_none()))
}

fn verdict(session: &Session, exercise: &Exercise, wanted: &Timeline) -> Result<Verdict, Fault> {
    let folder = session.folder(wanted.from.as_ref())?;
    let build = session.build_shown()?;
    let grader = session.grader(&build, None);
    let module = Module::in_folder(&session.paths, &folder, &exercise.name);
    Ok(grader.grade_one(exercise, &module, |_| {})?)
}

/// The check that was named, or else the one whose picture explains most.
fn chosen<'a>(verdict: &'a Verdict, wanted: &Timeline) -> Result<Option<&'a CheckResult>, Fault> {
    let has_picture = |check: &&CheckResult| check.trace.is_some();
    let Some(name) = &wanted.check else {
        let first = || verdict.checks.iter().find(has_picture);
        return Ok(verdict.pictured().or_else(first));
    };
    let named = verdict.check(name).filter(has_picture);
    named.map(Some).ok_or_else(|| {
        let all = verdict.checks.iter().filter(has_picture).map(|check| check.name.as_str());
        Fault::usage("timeline-unknown-check")
            .with("exercise", verdict.exercise.as_str())
            .with("check", name.as_str())
            .with("checks", all.collect::<Vec<_>>().join(", "))
    })
}

fn show(session: &Session, wanted: &Timeline, check: &CheckResult) -> Result<(), Fault> {
    let texts = &session.texts;
    let (yours, expected) = (texts.say("yours"), texts.say("expected"));
    let mut charts = vec![Titled::read(&yours, check.trace.as_deref().unwrap_or_default())];
    charts.extend(check.expected.as_ref().map(|snapshot| Titled::read(&expected, snapshot)));
    let about = Facts::from([("check".to_owned(), check.name.as_str().into())]);
    let head = format!("{}: {}", wanted.name, texts.say_with("in-check", &about));
    match (&wanted.svg, &wanted.html) {
        (Some(file), _) => write(session, file, &timeline::svg(&charts, texts.language)),
        (_, Some(file)) => write(session, file, &page(session, wanted, check, &head, &charts)),
        _ => {
            let columns = session::screen().columns.saturating_sub(2);
            let chart = timeline::ascii(&charts, columns, texts.language);
            Ok(writeln!(anstream::stdout(), "{head}\n\n{chart}")?)
        }
    }
}

fn page(
    session: &Session,
    wanted: &Timeline,
    check: &CheckResult,
    head: &str,
    charts: &[Titled],
) -> String {
    let texts = &session.texts;
    let finding = check.finding.as_ref().and_then(|finding| {
        let key = format!("finding-{}", finding.id);
        texts.of_exercise(&wanted.name, &key, &finding.facts)
    });
    let (events, zoom_in, zoom_out) =
        (texts.say("page-events"), texts.say("page-zoom-in"), texts.say("page-zoom-out"));
    let words = Words {
        language: texts.language,
        title: head,
        finding: finding.as_deref(),
        events: &events,
        zoom_in: &zoom_in,
        zoom_out: &zoom_out,
    };
    timeline::html(&words, charts)
}

fn write(session: &Session, file: &Path, text: &str) -> Result<(), Fault> {
    cache::write_whole(file, text.as_bytes()).map_err(|why| Fault::disk(file, &why))?;
    let written = Facts::from([("file".to_owned(), file.display().to_string().into())]);
    Ok(writeln!(anstream::stdout(), "{}", session.texts.say_with("timeline-written", &written))?)
}
