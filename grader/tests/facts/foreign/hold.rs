//! What holds of everything that reads foreign bytes, whatever the bytes are. `cargo test` tries
//! it with bytes of its own and with those that once broke it, the fuzz targets with all others.

use std::{
    fs,
    path::{Component, Path},
    sync::OnceLock,
    thread,
};

use grader::{
    archive::{self, Caps, Files, Kind},
    compile, course, diagnose, lint,
    model::{self, Event, Exercise, Finding, Language, Outcome, Progress, Score, Verdict},
    pack::{Listing, submission::Manifest},
    report::{Document, Lines, Report, Screen, explain},
    tell,
    text::Texts,
    timeline::{self, Titled},
};
use kit::{
    Timeline,
    record::{End, ListedCheck, Reply},
};

/// Something that has to hold of any bytes.
pub type Hold = fn(&[u8]);

/// By the names of the fuzz targets.
pub const ALL: [(&str, Hold); 7] = [
    ("archive", archive),
    ("course", course),
    ("diagnostics", diagnostics),
    ("kept", kept),
    ("lint", lint),
    ("protocol", protocol),
    ("timeline", timeline),
];

/// Small, so that small inputs reach them.
const CAPS: Caps = Caps { packed: 1 << 20, entries: 20, file: 4000, whole: 8000 };

/// Archives stay within their caps and their folder, and what was read can be written and read.
pub fn archive(bytes: &[u8]) {
    for kind in [Kind::Zip, Kind::TarGz] {
        let Ok(files) = archive::read(kind, bytes, &CAPS) else { continue };
        let sizes = || files.values().map(|file| file.len() as u64);
        assert!(files.len() <= CAPS.entries && sizes().sum::<u64>() <= CAPS.whole);
        assert!(sizes().all(|size| size <= CAPS.file));
        for name in files.keys() {
            stays_inside(name);
        }
        no_file_is_a_folder(&files);
        let again = archive::write(kind, &files).expect("memory can be written");
        assert_eq!(archive::read(kind, &again, &CAPS).as_ref(), Ok(&files));
    }
}

/// A name that passes leads to a file below the folder to which it is joined.
pub fn stays_inside(name: &str) {
    let inside = |part| matches!(part, Component::Normal(_));
    assert!(!name.is_empty() && Path::new(name).components().all(inside), "{name:?}");
    assert!(!name.contains(['\\', ':', '\0']), "{name:?}");
}

fn no_file_is_a_folder(files: &Files) {
    let folders = |name: &str| -> Vec<String> {
        name.match_indices('/').map(|(end, _)| name[..end].to_lowercase()).collect()
    };
    let names: Vec<String> = files.keys().map(|name| name.to_lowercase()).collect();
    for folder in files.keys().flat_map(|name| folders(name)) {
        assert!(!names.contains(&folder), "{folder} is a file and a folder");
    }
}

/// A course is read or refused; a name that passes is a plain one.
pub fn course(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().to_owned();
    let paths = course::Paths { built: root.join("built"), root };
    for file in ["exercises/course.toml", "exercises/a.md", "tests/a/snapshots/b.snap"] {
        let path = paths.root.join(file);
        fs::create_dir_all(path.parent().expect("its folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
    if let Ok(course) = course::read_catalogue(&paths) {
        for Exercise { name, difficulty, .. } in &course.exercises {
            assert!(archive::check_name(name).is_ok() || is_device(name), "{name:?}");
            assert!((1..=5).contains(difficulty));
        }
    }
    if let Ok(statement) = course::read_statement(&paths, "a", Language::En) {
        let text = String::from_utf8_lossy(bytes);
        assert!(text.contains(&statement.page) && text.contains(&statement.signatures));
        diagnose::broken(&[], "pub fn a() {}", &statement.signatures, "a.rs");
    }
    if let Some(snapshot) = course::read_snapshot(&paths, "a", "b") {
        timeline(snapshot.as_bytes());
    }
    let mut texts = Texts::new(Language::Ru);
    let source = String::from_utf8_lossy(bytes).into_owned();
    texts.add("a", || source);
    texts.of_exercise("a", "title", &std::collections::BTreeMap::new());
}

/// Names of exercises are modules of Rust, where `nul` and `aux` are names like any other.
fn is_device(name: &str) -> bool {
    !name.contains(['/', '.', '\\'])
}

/// What the compiler says, or whoever speaks in its place.
pub fn diagnostics(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (found, rest) = compile::diagnostics(&text, "a.rs");
    assert!(rest.len() <= text.len() + 1);
    let findings = diagnose::broken(&found, "pub fn a() {}", "pub fn b();", "a.rs");
    findings.iter().chain(&diagnose::telling_warnings(&found)).for_each(sentence);
}

/// What lies on the disk between two runs.
pub fn kept(bytes: &[u8]) {
    if let Ok(progress) = serde_json::from_slice::<Progress>(bytes) {
        let text = serde_json::to_vec(&progress).expect("progress is JSON");
        assert_eq!(serde_json::from_slice::<Progress>(&text).ok(), Some(progress));
    }
    if let Ok(verdict) = serde_json::from_slice::<Verdict>(bytes) {
        shown(&verdict);
    }
    if let Some(listing) = Listing::parse(bytes) {
        assert_eq!(Listing::parse(&listing.text()), Some(listing));
    }
    if let Ok(manifest) = serde_json::from_slice::<Manifest>(bytes) {
        let text = serde_json::to_vec(&manifest).expect("a manifest is JSON");
        assert_eq!(serde_json::from_slice::<Manifest>(&text).ok(), Some(manifest));
    }
    assert_eq!(course::open_seal("a", bytes), None);
}

/// A student's module, however it is written.
pub fn lint(bytes: &[u8]) {
    let Ok(source) = std::str::from_utf8(bytes) else { return };
    let lines = source.lines().count().max(1);
    let exercise = exercise();
    let read = || {
        let rules = lint::lint(source, "a.rs", &exercise).unwrap_or_default();
        let promised = "pub struct A; impl A { pub fn b(&self); }";
        (rules, diagnose::broken(&[], source, promised, "a.rs"))
    };
    // As the grader does: what passes the rule against depth may still be deep.
    let (rules, missing) = thread::scope(|scope| {
        let roomy = thread::Builder::new().stack_size(64 << 20).spawn_scoped(scope, read);
        roomy.expect("a thread").join().expect("an answer")
    });
    for finding in &rules {
        let place = finding.place.as_ref().expect("a rule is broken somewhere");
        // With a fuzzer's flags the lexer knows no lines and says 0.
        assert!(place.line <= lines && place.column > 0, "{place:?}");
        sentence(finding);
    }
    missing.iter().for_each(sentence);
}

fn exercise() -> Exercise {
    Exercise {
        name: "a".to_owned(),
        chapter: "a".to_owned(),
        points: 1,
        difficulty: 1,
        title: model::Titled { en: String::new(), ru: String::new() },
        ban: vec!["tokio::sync".to_owned()],
        needs: Vec::new(),
    }
}

/// The lines of a host that says what it likes.
pub fn protocol(bytes: &[u8]) {
    let listed =
        |name: &str, compared| ListedCheck { name: name.to_owned(), hidden: false, compared };
    let replies =
        bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok());
    let mut checks = Vec::new();
    for reply in replies.take(50) {
        let Reply::Checked(checked) = reply else { continue };
        let passed = checked.seen.end == End::Passed;
        for (compared, expected) in [(false, None), (true, None), (true, Some("x".to_owned()))] {
            let listed = listed(&checked.check, compared);
            let result = diagnose::result(&listed, checked.clone(), expected.clone());
            let same = result.trace.clone().unwrap_or_default() == expected.unwrap_or_default();
            assert!(passed || result.outcome == Outcome::Failed);
            assert!(result.outcome == Outcome::Failed || !compared || same);
            result.finding.iter().for_each(sentence);
            checks.push(result);
        }
    }
    let findings = diagnose::best_first(&checks);
    shown(&Verdict {
        exercise: "a".to_owned(),
        points: 3,
        source: None,
        checks,
        obstacle: None,
        findings,
        warnings: Vec::new(),
        millis: 0,
        kept: false,
    });
}

/// A text is a timeline or none; one that is comes back from its own text, and can be drawn.
pub fn timeline(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let Ok(timeline) = Timeline::parse(&text) else { return };
    let snapshot = timeline.snapshot();
    for text in [timeline.snapshot_strict(), snapshot.clone()] {
        let again = Timeline::parse(&text).expect("what was written can be read");
        assert_eq!(again.snapshot_strict(), text);
    }
    if timeline.jobs().len() > 50 {
        return;
    }
    let charts = || [Titled::read("yours", &snapshot), Titled::read("expected", "")];
    for language in Language::ALL {
        for line in timeline::ascii(&charts(), 80, language).lines() {
            assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
        }
        timeline::svg(&charts(), language);
    }
}

/// A verdict in every report: no report falls, no number is more than there is.
fn shown(verdict: &Verdict) {
    let all = !verdict.checks.is_empty() && verdict.checks_passed() == verdict.checks.len();
    assert!(all || !verdict.passed());
    let score = [verdict.score(), verdict.score()].into_iter().sum::<Score>();
    assert!(score.hundredths <= score.of * 100);
    let event = Event::Graded { verdict: Box::new(verdict.clone()) };
    let mut out = Vec::new();
    for texts in texts() {
        Lines::new(&mut out, texts).hear(&event).expect("memory can be written");
        Document::new(&mut out, texts).hear(&event).expect("memory can be written");
        tell::state(texts, verdict);
        explain(&mut out, texts, verdict, "", Screen { columns: 60 }).expect("the same");
    }
}

/// Every sentence, in both languages.
fn texts() -> &'static [Texts] {
    static TEXTS: OnceLock<[Texts; 2]> = OnceLock::new();
    TEXTS.get_or_init(|| Language::ALL.map(Texts::new))
}

/// A finding's sentence says something and steers no terminal.
fn sentence(finding: &Finding) {
    for texts in texts() {
        let said = tell::sentence(texts, "a", finding);
        let steers = |c: char| c.is_control() && c != '\n';
        assert!(!said.contains(steers), "{said:?}");
    }
}
