//! One trial: the real program grades an attack, and what has to hold of it afterwards, whatever
//! the attack was.

use std::{fs, process::Output, sync::Mutex, thread, time::Duration};

use assert_cmd::Command;
use serde_json::Value;

use super::{
    super::support::{grader, list, text},
    case::Case,
    hidden,
    stage::{Stage, differences},
};

/// Says that the grader hangs. How fast it is, is not asserted here.
const LAST_RESORT: Duration = Duration::from_mins(3);
/// What is being killed may take a moment to be gone.
const MOMENTS: usize = 100;

/// Whether this machine offers the tier: an honest submission passes in it.
pub fn offered(tier: u8) -> Result<(), String> {
    let stage = Stage::new(None);
    let graded = grade(&stage, tier)?;
    match graded.report["tier"].as_u64() {
        Some(seen) if seen == u64::from(tier) && graded.passed() => Ok(()),
        _ => Err(format!("exit code {}: {}", graded.code, graded.errors)),
    }
}

/// Grades an honest submission; gives the complaints.
pub fn honest(tier: u8) -> Vec<String> {
    let stage = Stage::new(None);
    match grade(&stage, tier) {
        Ok(graded) if graded.passed() => Vec::new(),
        Ok(graded) => vec![format!(
            "an honest submission beside them: exit code {}, {}{}",
            graded.code, graded.report, graded.errors
        )],
        Err(why) => vec![format!("an honest submission beside them: {why}")],
    }
}

/// Grades an attack; gives the complaints.
pub fn attack(case: &Case, tier: u8) -> Vec<String> {
    static HEAVY: Mutex<()> = Mutex::new(());
    let _alone = case.told.heavy.then(|| HEAVY.lock());
    let stage = Stage::new(Some(case));
    let before = stage.content();
    let mut complaints = match grade(&stage, tier) {
        Err(why) => vec![why],
        Ok(graded) if !case.holds(tier) => unanswered(&graded),
        Ok(graded) => {
            let mut complaints = unanswered(&graded);
            complaints.extend(verdict(case, &graded));
            complaints.extend(told_too_much(&stage, &graded));
            complaints
        }
    };
    if case.holds(tier) {
        complaints.extend(differences("changed", &before, &stage.content()));
        complaints.extend(stage.planted().into_iter().map(|path| format!("it planted {path}")));
    }
    let alive = alive(&stage.mark);
    if case.holds(tier) {
        complaints.extend(alive.iter().map(|process| format!("still alive: {process}")));
    }
    if case.told.row == "injection" {
        complaints.extend(control_signs(&stage, tier));
    }
    complaints.into_iter().map(|what| format!("{}: {what}", case.name)).collect()
}

struct Graded {
    code: i32,
    report: Value,
    errors: String,
}

impl Graded {
    /// The verdict on an exercise.
    fn verdict(&self, exercise: &str) -> Option<&Value> {
        list(&self.report["exercises"]).iter().find(|verdict| verdict["exercise"] == exercise)
    }

    /// Whether an honest submission got what it deserves.
    fn passed(&self) -> bool {
        let verdict = self.verdict("say_after");
        self.code == 1 && verdict.is_some_and(|verdict| verdict["passed"] == true)
    }
}

fn grade(stage: &Stage, tier: u8) -> Result<Graded, String> {
    let output = hand_in(stage, tier, "json")?;
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = output.status.code().ok_or_else(|| format!("killed, or no end: {errors}"))?;
    let report = serde_json::from_slice(&output.stdout).unwrap_or_default();
    Ok(Graded { code, report, errors })
}

/// The one place that knows how a submission is handed in.
fn hand_in(stage: &Stage, tier: u8, format: &str) -> Result<Output, String> {
    let mut command = grader(&["grade", "--format", format, "--sandbox", &tier.to_string()]);
    command.arg(&stage.submission);
    surround(&mut command, stage);
    command.timeout(LAST_RESORT).output().map_err(|why| why.to_string())
}

/// A home of its own, and the mark in what every process inherits. Cargo keeps its own home.
fn surround(command: &mut Command, stage: &Stage) {
    let home = std::env::var_os("HOME").unwrap_or_default();
    for (name, folder) in [("CARGO_HOME", ".cargo"), ("RUSTUP_HOME", ".rustup")] {
        let usual = std::path::Path::new(&home).join(folder).into_os_string();
        command.env(name, std::env::var_os(name).unwrap_or(usual));
    }
    let mut path = std::env::var_os("PATH").unwrap_or_default();
    path.push(format!(":/nowhere/{}", stage.mark));
    command.env("PATH", path).env("HOME", stage.home()).env("TMPDIR", stage.temp());
    command.env("DOJO_SECRET", &stage.secret);
}

/// The grader itself has to come to an answer.
fn unanswered(graded: &Graded) -> Vec<String> {
    let answered = [0, 1].contains(&graded.code) && graded.report.is_object();
    let what = format!("exit code {}, no report: {}", graded.code, graded.errors);
    if answered { Vec::new() } else { vec![what] }
}

fn verdict(case: &Case, graded: &Graded) -> Vec<String> {
    let Some(verdict) = graded.verdict(&case.told.exercise) else {
        return vec!["there is no verdict on it".to_owned()];
    };
    let mut complaints = Vec::new();
    let (points, promised) = (&verdict["score"]["points"], f64::from(case.told.points));
    let checks = list(&verdict["checks"]).iter();
    let mut told: Vec<&str> = checks.map(|check| text(&check["finding"]["id"])).collect();
    told.extend(list(&verdict["findings"]).iter().map(|finding| text(&finding["id"])));
    told.push(text(&verdict["obstacle"]["id"]));
    told.sort_unstable();
    told.dedup();
    told.retain(|id| !id.is_empty());
    if points.as_f64() != Some(promised) {
        complaints.push(format!("it gets {points} points and not {promised}; told {told:?}"));
    }
    if let Some(finding) = case.told.finding.as_deref().filter(|finding| !told.contains(finding)) {
        complaints.push(format!("`{finding}` is not told, only {told:?}"));
    }
    complaints
}

/// What people read must not steer what shows it.
fn control_signs(stage: &Stage, tier: u8) -> Vec<String> {
    let said = match hand_in(stage, tier, "text") {
        Ok(output) => String::from_utf8_lossy(&output.stdout).into_owned(),
        Err(why) => return vec![why],
    };
    let steers =
        |sign: char| (sign.is_control() && sign != '\n') || "\u{202e}\u{2066}".contains(sign);
    let found = said.lines().find(|line| line.contains(steers));
    found.map(|line| format!("its report holds control signs: {line:?}")).into_iter().collect()
}

fn told_too_much(stage: &Stage, graded: &Graded) -> Vec<String> {
    let mut said = hidden::texts(&graded.report);
    said.push(&graded.errors);
    let mut complaints = Vec::new();
    let stolen = format!("stolen-{}", stage.mark);
    if said.iter().any(|said| said.contains(&stolen) && !said.contains("println!")) {
        complaints.push("it got where it wanted to go".to_owned());
    }
    if said.iter().any(|said| said.contains(&stage.secret)) {
        complaints.push("it told what stands in the bait".to_owned());
    }
    if let Some(line) = hidden::leaked(&said, &stage.own) {
        complaints.push(format!("it told what is hidden: {line}"));
    }
    complaints
}

/// Processes that carry the mark. They are given a moment, and not a right to stay.
fn alive(mark: &str) -> Vec<String> {
    for _ in 0..MOMENTS {
        if marked(mark).is_empty() {
            return Vec::new();
        }
        thread::sleep(Duration::from_millis(50));
    }
    marked(mark)
}

fn marked(mark: &str) -> Vec<String> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let is_marked = |path: &std::path::Path| {
        let holds = |file: &str| {
            let bytes = fs::read(path.join(file)).unwrap_or_default();
            String::from_utf8_lossy(&bytes).contains(mark)
        };
        let folder = fs::read_link(path.join("cwd")).unwrap_or_default();
        holds("environ") || holds("cmdline") || folder.to_string_lossy().contains(mark)
    };
    processes
        .map(|entry| entry.path())
        .filter(|path| is_marked(path))
        .map(|path| {
            let line = fs::read(path.join("cmdline")).unwrap_or_default();
            format!("{} {}", path.display(), String::from_utf8_lossy(&line).replace('\0', " "))
        })
        .collect()
}
