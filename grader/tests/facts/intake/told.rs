//! What is said of a submission, and what never is.

use std::{path::Path, slice};

use tar::EntryType;

use super::{JSON, folder, grade, piped, right, write};
use crate::{
    archives::{gzip, tar_gz, tarred, zip, zipped},
    courses::bakery,
    support::{assert_said, said},
};

#[test]
fn a_path_that_was_typed_wrongly_is_wrong_usage_and_nobodys_zero() {
    for (language, words) in [("en", "There is no nowhere"), ("ru", "nowhere не существует")]
    {
        let said = grade(Path::new("nowhere"), &["--lang", language]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
        assert!(said.err.contains(words), "{said:?}");
    }
}

#[test]
fn nothing_of_the_instructors_machine_is_told_and_nothing_of_the_submission_steers_a_terminal() {
    let here = folder();
    let submission = here.path().join("al\u{9b}ice\u{202e}");
    let source = "pub fn label(_: &str) -> String { panic!(\"\u{1b}]0;me\u{7} \u{9b}2J\") }\n\
        pub async fn bake<F: Future<Output = u32> + Send + 'static>(_: Vec<F>) -> Vec<u32> {\n\
        println!(\"\\u{9b}2J\\u{1b}[8m\"); Vec::new() }\n";
    write(&submission.join("a\u{1b}[2J=b/bread.rs"), source);
    write(
        &submission.join("a\u{1b}[2J=b/crumbs.rs"),
        "compile_error!(\"\u{1b}[2J\u{9b}31m\u{202e}\");",
    );
    let steers = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
    for how in [&[][..], &JSON, &["--format", "jsonl"]] {
        let said = said(bakery().grader(&["grade", "--sandbox", "0"]).arg(&submission).args(how));
        assert_eq!(said.code, 1, "{said:?}");
        assert!(!said.out.contains(steers), "{said:?}");
        let path = here.path().to_str().expect("text");
        assert!(!said.out.contains(path) && !said.err.contains(path), "{said:?}");
        let place = ["crumbs.rs:1:1", "\"file\": \"crumbs.rs\"", "\"file\":\"crumbs.rs\""];
        assert!(place.iter().any(|place| said.out.contains(place)), "{said:?}");
    }
}

#[test]
fn the_report_tells_the_best_finding_of_every_exercise_in_both_languages() {
    let submission = folder();
    let of = |folder: &str| bakery().read(&format!("submissions/{folder}/bread.rs"));
    write(&submission.path().join("alice/exercises/bread.rs"), of("in_turn"));
    write(&submission.path().join("alice/bread.rs.orig"), "mine");
    write(&submission.path().join("alice/crumbs.rs"), "pub fn");
    for language in ["en", "ru"] {
        let path = submission.path().join("alice");
        let said = said(
            bakery().grader(&["grade", "--sandbox", "0"]).arg(path).args(["--lang", language]),
        );
        assert_eq!(said.code, 1, "{said:?}");
        assert_said!(format!("grade_{language}"), said.out);
    }
}

#[test]
fn a_refusal_is_told_once_in_both_languages() {
    let archive = zip(&[zipped("honest.rs", right()), zipped("../../.bashrc", "x")]);
    for language in ["en", "ru"] {
        let said = piped(&archive, &["--sandbox", "0", "--lang", language]);
        assert_eq!(said.code, 1, "{said:?}");
        assert_said!(format!("grade_refused_{language}"), said.out);
    }
}

#[test]
fn every_reason_for_a_refusal_and_every_note_is_a_sentence_in_both_languages() {
    let module = || tarred("honest.rs", EntryType::Regular, right().as_bytes());
    let several = [zipped("a/honest.rs", ""), zipped("b/honest.rs", "")];
    let many: Vec<_> = (0..20_001).map(|n| zipped(n.to_string(), "")).collect();
    let both = [zipped("honest.rs", "x"), zipped("exercises/honest.rs", "x")];
    let link = tarred("latest", EntryType::Symlink, b"");
    let told = [
        (b"text".to_vec(), "neither a folder nor", "не папка и не архив"),
        (gzip(b"no tar"), "is damaged", "архив повреждён"),
        (tar_gz(&[module(), module()]), "twice", "дважды"),
        (zip(&several), "more than one folder: a, b", "больше чем в одной папке: a, b"),
        (zip(&many), "more entries", "больше записей"),
        (zip(&both), "Note: honest.rs was graded", "оценён honest.rs"),
        (tar_gz(slice::from_ref(&link)), "a link or device in", "1 ссылка или"),
        (tar_gz(&[link.clone(), link]), "2 links or devices in", "2 ссылки или"),
    ];
    for (archive, english, russian) in told {
        for (language, words) in [("en", english), ("ru", russian)] {
            let said = piped(&archive, &["--sandbox", "0", "--lang", language]);
            // The width of a page may fall anywhere in a sentence.
            let unwrapped = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(unwrapped.contains(words), "`{words}` in {}", said.out);
        }
    }
}
