//! Exit codes, and the sentence for everything that stands in the way of grading: what was typed
//! wrongly (2), what is our own failure (3). No score is given then.

use super::{
    courses::{Course, bakery, bare, bare_copy},
    support::said,
};

/// Says it in both languages, each with this exit code and these words.
fn told(course: &Course, args: &[&str], code: i32, words: [&str; 2]) {
    for (language, words) in ["en", "ru"].into_iter().zip(words) {
        let said = said(course.grader(args).args(["--lang", language]));
        assert_eq!(said.code, code, "{said:?}");
        assert!(said.out.is_empty() && said.err.contains(words), "`{words}` in {said:?}");
    }
}

#[test]
fn help_documents_the_exit_codes() {
    let said = said(&mut bare().grader(&["--help"]));
    assert_eq!(said.code, 0);
    for line in ["0  every check passed", "1  something", "2  the command line", "3  the grader"] {
        assert!(said.out.contains(line), "{line}: {}", said.out);
    }
}

#[test]
fn help_and_what_was_mistyped_are_told_in_the_readers_language() {
    let russian = [&["check", "--help", "--lang", "ru"][..], &["--lang=ru", "help", "check"]];
    for args in russian {
        let said = said(&mut bare().grader(args));
        assert_eq!(said.code, 0, "{said:?}");
        for words in ["Использование: grader check [ПАРАМЕТРЫ]", "--from <ПАПКА>", "- json"]
        {
            assert!(said.out.contains(words) && said.err.is_empty(), "{words}: {said:?}");
        }
    }
    let variable = |args: &[&str]| said(bare().grader(args).env("DOJO_LANG", "ru"));
    assert!(variable(&["--help"]).out.contains("0  все проверки пройдены"));
    assert!(variable(&["--help", "--lang", "en"]).out.contains("Usage: grader [OPTIONS]"));
    let wrong = variable(&["check", "--form", "x"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""), "{wrong:?}");
    assert!(wrong.err.contains("ошибка: параметра '--form' нет"), "{wrong:?}");
    let nothing = variable(&["pack"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (2, ""), "{nothing:?}");
    assert!(nothing.err.contains("Команды:"), "{nothing:?}");
}

#[test]
fn a_pass_is_0_and_everything_else_of_a_submission_is_1() {
    let passing = ["check", "bread", "--from", "solutions"];
    assert_eq!(said(&mut bakery().grader(&passing)).code, 0);
    for submission in ["in_turn", "panicking", "broken", "missing_item", "banned"] {
        let folder = format!("submissions/{submission}");
        let args = ["check", "bread", "--from", &folder];
        assert_eq!(said(&mut bakery().grader(&args)).code, 1, "{submission}");
    }
    // A module that is not there is nobody's but the student's.
    let args = ["check", "bread", "trouble", "--from", "submissions/in_turn"];
    assert_eq!(said(&mut bakery().grader(&args)).code, 1);
}

#[test]
fn an_unknown_option_is_wrong_usage() {
    for args in [&["check", "--form", "x"][..], &["check", "--format", "xml"], &["bake"]] {
        let said = said(&mut bare().grader(args));
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.out.is_empty() && said.err.contains("--help"), "{said:?}");
    }
}

#[test]
fn an_unknown_name_suggests_the_nearest_and_only_a_near_one() {
    for command in ["check", "show", "timeline", "verify"] {
        let near = ["Did you mean honest?", "Может быть, honest?"];
        told(bare(), &[command, "honst"], 2, near);
    }
    told(bare(), &["check", "quay"], 2, ["There is no exercise quay.", "Упражнения quay нет."]);
    let said = said(&mut bare().grader(&["check", "quay"]));
    assert!(!said.err.contains("mean"), "{said:?}");
}

#[test]
fn a_folder_to_grade_from_must_be_a_folder() {
    for folder in ["nowhere", "exercises/honest.rs"] {
        let words = ["There is no folder", "нет"];
        told(bare(), &["check", "--from", folder], 2, words);
    }
}

#[test]
fn a_folder_without_any_module_is_a_wrong_folder_and_no_failed_course() {
    let words = ["holds nothing to grade", "Проверять в этой папке нечего"];
    told(bare(), &["check", "--from", "tests"], 2, words);
}

#[test]
fn outside_of_a_course_there_is_nothing_to_do_unless_it_is_named() {
    let elsewhere = tempfile::tempdir().expect("a folder without a course");
    let outside = |args: &[&str]| said(bare().grader(args).current_dir(elsewhere.path()));
    let lost = outside(&["list"]);
    assert_eq!(lost.code, 2, "{lost:?}");
    assert!(lost.err.contains("No course here"), "{lost:?}");
    let course = bare().folder.display().to_string();
    assert_eq!(outside(&["check", "honest", "--course", &course]).code, 0);
}

#[test]
fn a_course_is_found_from_any_folder_in_it() {
    let said = said(bare().grader(&["check", "honest"]).current_dir(bare().path("tests/honest")));
    assert_eq!(said.code, 0, "{said:?}");
}

#[test]
fn a_catalogue_without_exercises_has_nothing_to_grade() {
    let course = bare_copy();
    let catalogue = course.read("exercises/course.toml");
    let (head, _) = catalogue.split_once("[[exercise]]").expect("a catalogue of exercises");
    course.write("exercises/course.toml", head);
    told(&course, &["check"], 3, ["nothing to grade", "проверять нечего"]);
}

#[test]
fn a_malformed_catalogue_is_told_with_its_file_and_place() {
    let course = bare_copy();
    let catalogue = course.read("exercises/course.toml");
    let wrong = [
        ("points = 1", "points = many", "points = many"),
        ("points = 1", "worth = 1", "unknown field `worth`"),
        ("name = \"honest\"", "name = \"../honest\"", "is not a module name"),
        ("name = \"also\"", "name = \"honest\"", "stands twice"),
        ("difficulty = 1", "difficulty = 9", "not 1 to 5"),
        ("chapter = \"all\"", "chapter = \"none\"", "chapter `none`"),
    ];
    for (right, wrong, why) in wrong {
        course.write("exercises/course.toml", &catalogue.replacen(right, wrong, 1));
        told(&course, &["list"], 3, [why, "exercises/course.toml"]);
    }
}

#[test]
fn a_gone_compiler_is_our_failure_and_says_what_to_do() {
    for (language, words) in [("en", "Build the grader again"), ("ru", "Соберите грейдер снова")]
    {
        let args = ["check", "honest", "--lang", language];
        let said = said(bare().grader(&args).env("DOJO_SYSROOT", "/nonexistent"));
        assert_eq!(said.code, 3, "{said:?}");
        assert!(said.err.contains(words) && said.err.contains("/nonexistent"), "{said:?}");
    }
}

#[test]
fn a_build_folder_that_cannot_be_made_is_our_failure() {
    // A file where the folder would have to be stops even those whom no permission stops.
    let in_the_way = bare().path("README.md").join("built");
    let args = ["check", "honest"];
    let said = said(bare().grader(&args).env("DOJO_TARGET_DIR", &in_the_way));
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.err.contains(&in_the_way.display().to_string()), "{said:?}");
    assert!(said.err.contains("no score was given"), "{said:?}");
}

#[test]
fn a_host_that_does_not_answer_as_agreed_is_our_failure_and_no_zero() {
    let hosts = [
        ("dies", "out of memory"),
        ("refuses", "no such symbol"),
        ("forges", "in the middle of its answer"),
        ("garbles", "in the middle of its answer"),
        ("silent", "never answered"),
        ("unlisted", "tests/host.rs belong together"),
    ];
    for (exercise, why) in hosts {
        let said = said(&mut bare().grader(&["check", exercise, "--format", "json"]));
        assert_eq!(said.code, 3, "{said:?}");
        assert!(said.out.is_empty() && said.err.contains(why), "{exercise}: {said:?}");
        assert!(said.err.contains("no score was given"), "{said:?}");
    }
}

#[test]
fn the_language_is_the_one_asked_for_then_the_variable_then_the_locale() {
    let title = |how: &[&str], variables: &[(&str, &str)]| {
        let mut command = bare().grader(&["list"]);
        let said = said(command.args(how).envs(variables.iter().copied()));
        said.out.lines().next().unwrap_or_default().to_owned()
    };
    let russian = [("LANG", "ru_RU.UTF-8"), ("LC_ALL", "ru_RU.UTF-8")];
    assert_eq!(title(&[], &[]), "A bare course");
    assert_eq!(title(&[], &russian), "Голый курс");
    assert_eq!(title(&[], &[russian[0], russian[1], ("DOJO_LANG", "en")]), "A bare course");
    assert_eq!(title(&[], &[("DOJO_LANG", "ru")]), "Голый курс");
    assert_eq!(title(&["--lang", "en"], &[("DOJO_LANG", "ru")]), "A bare course");
}

#[cfg(unix)]
#[test]
fn a_reader_who_goes_away_changes_nothing() {
    let args = ["check", "bread", "--from", "solutions"];
    for how in [&[][..], &["--format", "json"], &["--format", "jsonl"]] {
        assert_eq!(without_reader(&[&args[..], how].concat()), (0, String::new()), "{how:?}");
    }
    assert_eq!(without_reader(&["check", "bread"]), (1, String::new()));
    for args in [&["list"][..], &["show", "bread"], &["verify", "bread"]] {
        assert_eq!(without_reader(args), (0, String::new()), "{args:?}");
    }
}

/// The exit code and the errors of a grader whose standard output nobody reads.
#[cfg(unix)]
#[allow(clippy::disallowed_methods, reason = "the pipe has to be closed before anything is read")]
fn without_reader(args: &[&str]) -> (i32, String) {
    use std::{io::Read, process::Stdio};

    let command = bakery().grader(args);
    let mut plain = std::process::Command::new(command.get_program());
    plain.args(command.get_args()).env_clear().current_dir(&bakery().folder);
    plain.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut child = plain
        .stdin(Stdio::null())
        .stdout(writer)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the grader starts");
    let mut errors = String::new();
    child.stderr.take().expect("its errors").read_to_string(&mut errors).expect("text");
    let code = child.wait().expect("the grader ends").code();
    // What is built for the first time is told, whoever reads the report.
    let errors = errors.lines().filter(|line| !line.contains("checks"));
    (code.unwrap_or(-1), errors.collect())
}
