//! How the tests call the grader: the built program in a clean environment, no terminal, English
//! unless said otherwise; and what it said with everything taken out that is never the same twice.

use std::{
    env,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use assert_cmd::Command;
use serde_json::Value;

/// What cargo and the compiler cannot live without; nothing else comes from the caller.
const INHERITED: [&str; 15] = [
    "RUSTUP_HOME",
    "RUSTUP_TOOLCHAIN",
    "RUSTUP_AUTO_INSTALL",
    "PATH",
    "HOME",
    "CARGO_HOME",
    "CARGO_TARGET_DIR",
    "CARGO_NET_OFFLINE",
    "HTTPS_PROXY",
    "https_proxy",
    "TMPDIR",
    "TEMP",
    "TMP",
    "SystemRoot",
    "USERPROFILE",
];

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the grader lies in the root").to_owned()
}

/// A grader in the repository's root that builds where this test run builds.
pub fn grader(args: &[&str]) -> Command {
    let mut command = clean(Command::new(env!("CARGO_BIN_EXE_grader")));
    command.current_dir(root()).args(args);
    command
}

/// The same command without the caller's environment.
pub fn clean(mut command: Command) -> Command {
    command.env_clear();
    for name in INHERITED {
        if let Some(value) = env::var_os(name) {
            command.env(name, value);
        }
    }
    command.env("LANG", "en_US.UTF-8").env("LC_ALL", "en_US.UTF-8");
    command
}

/// The tiers of the sandbox that this machine offers, 0 first; what is skipped is said.
pub fn offered() -> Vec<u8> {
    static OFFERED: OnceLock<Vec<u8>> = OnceLock::new();
    let look = || {
        let said = said(&mut grader(&["doctor"]));
        let missing = said.out.lines().filter(|line| line.contains("no tier"));
        missing.for_each(|line| eprintln!("skipped: {line}"));
        let is_best = |tier: &u8| said.out.contains(&format!("sandbox     tier {tier}"));
        let best = (0..=2).find(is_best).unwrap_or_else(|| panic!("no tier: {said:?}"));
        (0..=best).collect()
    };
    OFFERED.get_or_init(look).clone()
}

/// How a command ended and what it said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the command to its end.
pub fn said(command: &mut Command) -> Said {
    let output = command.output().expect("the program starts");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the grader speaks UTF-8");
    Said {
        code: output.status.code().unwrap_or(-1),
        out: text(&output.stdout),
        err: text(&output.stderr),
    }
}

impl Said {
    /// The document of `--format json`.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|why| panic!("no report: {why}\n{self:?}"))
    }

    /// The events of `--format jsonl`.
    pub fn events(&self) -> Vec<Value> {
        let line = |line| serde_json::from_str(line).unwrap_or_else(|_| panic!("no event: {line}"));
        self.out.lines().map(line).collect()
    }

    /// The verdict on an exercise, from the document.
    pub fn verdict(&self, exercise: &str) -> Value {
        let report = self.json();
        let mut all = list(&report["exercises"]).iter();
        let found = all.find(|verdict| verdict["exercise"] == exercise);
        found.unwrap_or_else(|| panic!("no verdict on {exercise}: {self:?}")).clone()
    }
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Holds what was said against the stored snapshot, with real times replaced by others of a
/// fixed width, so that columns stay where they are.
macro_rules! assert_said {
    ($name:expr, $text:expr) => {
        insta::with_settings!({
            filters => crate::support::real_times(),
            omit_expression => true,
            prepend_module_to_snapshot => false,
        }, {
            insta::assert_snapshot!($name, $text);
        });
    };
}
pub(crate) use assert_said;

/// The time column is as wide as its widest time; here it always has the width of `0.00 s`.
pub fn real_times() -> Vec<(&'static str, &'static str)> {
    vec![
        (r"points +time", "points    time"),
        (r"баллы +время", "баллы   время"),
        (r" +\d+([.,])\d\d (s|с)\b", "  0${1}00 $2"),
        (r#""(millis|micros)": ?\d+"#, r#""$1": 0"#),
    ]
}
