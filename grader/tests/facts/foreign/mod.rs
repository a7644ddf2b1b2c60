//! Foreign bytes: inputs that nobody thought of, and those that once broke something. What holds
//! of them all stands in `hold.rs`, which the fuzz targets use as well.

mod hold;

use std::{fs, path::PathBuf};

use grader::archive::{self, Caps, Files, Kind};
use kit::{
    Timeline,
    record::{Checked, End, Fact, Mistake, Panic, Reply, Seen},
};
use proptest::{collection, prelude::*, sample};

use crate::support::root;

/// As many as there is time for at every run; the fuzz targets have all night.
fn cases(cases: u32) -> ProptestConfig {
    // What was found stays as an input in `grader/fuzz/inputs` and is tried first, every time.
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn inputs(name: &str) -> Vec<PathBuf> {
    let folder = root().join("grader/fuzz/inputs").join(name);
    let files = fs::read_dir(&folder).into_iter().flatten().flatten();
    files.map(|entry| entry.path()).collect()
}

#[test]
fn what_once_broke_something_breaks_nothing_any_more() {
    for (name, hold) in hold::ALL {
        let files = inputs(name);
        assert!(!files.is_empty(), "no inputs for {name}");
        for file in files {
            eprintln!("{}", file.display());
            hold(&fs::read(&file).expect("an input"));
        }
    }
}

#[test]
fn every_fuzz_target_tries_what_is_tried_here() {
    let manifest = fs::read_to_string(root().join("grader/fuzz/Cargo.toml")).expect("targets");
    assert_eq!(manifest.matches("[[bin]]").count(), hold::ALL.len());
    for (name, _) in hold::ALL {
        let target = root().join(format!("grader/fuzz/targets/{name}.rs"));
        let target = fs::read_to_string(&target).expect("a target");
        assert!(target.contains(&format!("hold::{name}(bytes)")), "{name}");
    }
}

/// An input that once broke something or shows the form, with a few bytes made different.
fn altered(name: &'static str) -> impl Strategy<Value = Vec<u8>> {
    let all: Vec<Vec<u8>> =
        inputs(name).iter().map(|file| fs::read(file).expect("an input")).collect();
    let change = (any::<sample::Index>(), any::<u8>(), 0..3_u8);
    (sample::select(all), collection::vec(change, 0..6)).prop_map(|(mut bytes, changes)| {
        for (place, byte, how) in changes {
            if bytes.is_empty() {
                break;
            }
            let place = place.index(bytes.len());
            match how {
                0 => bytes[place] = byte,
                1 => bytes.insert(place, byte),
                _ => drop(bytes.remove(place)),
            }
        }
        bytes
    })
}

macro_rules! holds {
    ($($name:ident: $cases:literal,)*) => {
        mod holds {
            use super::*;

            $(proptest! {
                #![proptest_config(cases($cases))]

                #[test]
                fn $name(bytes in prop_oneof![
                    3 => altered(stringify!($name)),
                    1 => collection::vec(any::<u8>(), 0..400),
                ]) {
                    hold::$name(&bytes);
                }
            })*
        }
    };
}

holds! {
    archive: 200,
    course: 40,
    diagnostics: 100,
    kept: 100,
    lint: 60,
    protocol: 40,
    timeline: 100,
}

fn name() -> impl Strategy<Value = String> {
    collection::vec("[a-z.0-9 é]{1,6}", 1..4).prop_map(|parts| parts.join("/"))
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn whatever_is_written_into_an_archive_is_read_again_or_refused_by_its_name(
        files in collection::btree_map(name(), collection::vec(any::<u8>(), 0..300), 0..8),
    ) {
        const CAPS: Caps = Caps { packed: 1 << 20, entries: 8, file: 300, whole: 2400 };
        let files: Files = files;
        for kind in [Kind::Zip, Kind::TarGz] {
            let plain = files.keys().all(|name| archive::check_name(name).is_ok());
            let Ok(bytes) = archive::write(kind, &files) else {
                prop_assert!(!plain);
                continue;
            };
            match archive::read(kind, &bytes, &CAPS) {
                Ok(read) => prop_assert!(!plain || read == files),
                // Two names may be one on some system.
                Err(why) => prop_assert!(!plain || files.len() > 1, "{:?}", why),
            }
        }
    }

    #[test]
    fn a_name_that_passes_stays_in_its_folder(name in "([a-z]|\\.|/|\\\\|:|\0|[A-Z]| |\u{202e}){0,12}") {
        if archive::check_name(&name).is_ok() {
            hold::stays_inside(&name);
        }
    }

    #[test]
    fn an_answer_of_the_host_comes_back_as_it_was(
        token in any::<String>(),
        text in any::<String>(),
        number in any::<i64>(),
        end in 0..4_usize,
    ) {
        let mistake = Mistake::new("differs").with("a", Fact::Number(number)).with("b", text.as_str());
        let panic = Panic { message: text.clone(), location: Some(text.clone()) };
        let ends = [
            End::Passed,
            End::Mistaken(mistake),
            End::Panicked(panic.clone()),
            End::Deadlocked { open: vec![text.clone()] },
        ];
        let seen = Seen { end: ends[end].clone(), trace: Some(text.clone()), panics: vec![panic] };
        let checked = Checked { token, check: text.clone(), seen, micros: 7, output: text };
        let line = serde_json::to_string(&Reply::Checked(checked.clone())).expect("a line");
        prop_assert!(!line.contains('\n'));
        let Ok(Reply::Checked(again)) = serde_json::from_str(&line) else { panic!("{line}") };
        prop_assert_eq!((again.token, again.check), (checked.token, checked.check));
        prop_assert_eq!((again.seen, again.output), (checked.seen, checked.output));
    }

    #[test]
    fn a_timeline_comes_back_from_its_text(lines in collection::vec("[0-9]{1,4} ms  [A-C#1-9]{1,4}  (start|end|mark)  .{0,6}", 0..12)) {
        let text = lines.join("\n");
        if let Ok(timeline) = Timeline::parse(&text) {
            let written = timeline.snapshot_strict();
            let again = Timeline::parse(&written).expect("readable");
            prop_assert_eq!(again, timeline);
        }
    }
}
