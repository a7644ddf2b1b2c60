//! `grader watch` in a real terminal: saves become verdicts, and the terminal is given back.

use std::fs;

use grader::course::{self, Solution};
use rustix::process::Signal;

use super::{
    courses::{bakery_to_change, bare_copy},
    support::said,
    terminal::Terminal,
};

const USUAL: (u16, u16) = (80, 24);
const MODULE: &str = "exercises/honest.rs";
/// A module at which the compiler works until it is killed.
const ENDLESS: &str = "#[allow(long_running_const_eval)]\n\
    const _: () = { let mut n = 0_u64; loop { n = n.wrapping_add(1); if n == u64::MAX { break } } };\n\
    pub fn bake() -> u32 { 1 }\n";

#[test]
fn the_first_screen_shows_exercise_verdict_and_keys() {
    let course = bare_copy();
    let mut terminal = Terminal::start(&course, &["watch"], USUAL);
    let shown = terminal.shows(&["honest", "1/8", "passed", "1/1", "q quit"]);
    assert_eq!(shown.lines().count(), 24, "{shown}");
    terminal.typed("L");
    terminal.shows(&["принято", "q выход"]);
    terminal.typed("q");
    assert_eq!(terminal.ended().0, 0);
}

#[test]
fn a_failing_module_passes_after_a_save_and_its_pass_is_kept() {
    let course = bakery_to_change();
    let wrong = course.read("submissions/in_turn/bread.rs");
    course.write("exercises/bread.rs", &wrong);
    let mut terminal = Terminal::start(&course, &["watch", "bread"], USUAL);
    terminal.shows(&["check side_by_side", "300 ms", "yours", "██████", "expected", "≠"]);
    course.write("exercises/bread.rs", &course.read("solutions/bread.rs"));
    terminal.shows(&["✓ passed", "1 of 3 passed"]);
    // An editor that writes another file and gives it this name.
    course.write("exercises/.bread.rs.new", &wrong);
    let [new, name] = ["exercises/.bread.rs.new", "exercises/bread.rs"].map(|f| course.path(f));
    fs::rename(new, name).unwrap();
    terminal.shows(&["✗", "0 of 3 passed"]);
    terminal.typed("q");
    assert_eq!(terminal.ended().0, 0);
    let listed = said(&mut course.grader(&["list"])).out;
    assert!(listed.contains("~ bread"), "it passed once, and was changed since: {listed}");
}

#[test]
fn a_sealed_solution_opens_after_a_pass_and_a_damaged_seal_says_so() {
    let course = bare_copy();
    let read = |file: &str| course.read(&format!("solutions/{file}"));
    let open = ["honest.rs", "honest.md", "honest.ru.md"];
    let [module, en, ru] = open.map(read);
    let seal = course::seal("honest", &Solution { module, en, ru }).expect("a seal");
    for file in open {
        fs::remove_file(course.path(&format!("solutions/{file}"))).expect("nothing lies open");
    }
    let sealed = "solutions/honest.sealed";
    course.write(sealed, "damaged");
    let mut terminal = Terminal::start(&course, &["watch"], USUAL);
    terminal.shows(&["✓ passed"]);
    terminal.typed("o");
    terminal.shows(&["solutions/honest.sealed is damaged"]);
    fs::write(course.path(sealed), seal).expect("the seal is brought again");
    // Whoever comes to an exercise anew has its pages read anew.
    terminal.typed("np");
    terminal.shows(&["1/8", "✓ passed"]);
    terminal.typed("o");
    terminal.shows(&["Bread rises", "solutions/honest.rs", "pub fn bake"]);
}

#[test]
fn what_is_put_aside_on_the_screen_is_aside_in_the_list() {
    let course = bare_copy();
    let mut terminal = Terminal::start(&course, &["watch", "unlisted"], USUAL);
    terminal.shows(&["8/8", "S skip"]);
    terminal.typed("S");
    terminal.shows(&["1/8", "Put aside: unlisted"]);
    terminal.typed("q");
    terminal.ended();
    let listed = said(&mut course.grader(&["list"])).out;
    assert!(listed.contains("- unlisted"), "{listed}");
}

#[test]
fn a_hint_stays_open_when_the_module_is_graded_again() {
    let course = bare_copy();
    let mut terminal = Terminal::start(&course, &["watch"], USUAL);
    terminal.shows(&["✓ passed"]);
    terminal.typed("h");
    terminal.shows(&["hint 1 of", "hint 1/"]);
    course.write(MODULE, "pub fn bake() -> u32 { \"no\" }\n");
    terminal.shows(&["does not compile", "hint 1 of"]);
    terminal.typed("\u{1b}");
    terminal.shows(&["mismatched types", "exercises/honest.rs:1:"]);
}

#[test]
fn a_save_during_a_check_ends_it_and_begins_anew() {
    let course = bare_copy();
    let right = course.read(MODULE);
    let mut terminal = Terminal::start(&course, &["watch"], USUAL);
    terminal.shows(&["✓ passed"]);
    course.write(MODULE, ENDLESS);
    terminal.shows(&["compiling"]);
    course.write(MODULE, &format!("{right}// again\n"));
    // The compiler would not have come to an end before this gives up waiting.
    terminal.shows(&["✓ passed"]);
    terminal.typed("q");
    terminal.ended();
}

#[test]
fn leaving_does_not_wait_for_a_check() {
    let course = bare_copy();
    course.write(MODULE, ENDLESS);
    let mut terminal = Terminal::start(&course, &["watch"], USUAL);
    terminal.shows(&["compiling"]);
    terminal.typed("q");
    assert_eq!(terminal.ended().0, 0);
}

#[test]
fn polling_sees_a_save_too() {
    let course = bare_copy();
    let mut terminal = Terminal::start(&course, &["watch", "--poll"], USUAL);
    terminal.shows(&["✓ passed"]);
    course.write(MODULE, "pub fn bake() -> u32 { \"no\" }\n");
    terminal.shows(&["does not compile"]);
}

#[test]
fn a_smaller_window_is_drawn_anew() {
    let course = bare_copy();
    let mut terminal = Terminal::start(&course, &["watch"], USUAL);
    terminal.shows(&["✓ passed", "q quit"]);
    terminal.resized(60, 20);
    let rule = "── verdict ".to_owned() + &"─".repeat(49);
    let shown = terminal.shows(&["✓ passed", "1/8 points", &rule, "q quit"]);
    assert!(shown.lines().all(|line| line.chars().count() <= 60), "{shown}");
    terminal.resized(30, 8);
    terminal.shows(&["too small"]);
    terminal.resized(80, 24);
    terminal.shows(&["✓ passed", "q quit"]);
}

#[test]
fn control_c_gives_the_terminal_back() {
    let course = bare_copy();
    let mut terminal = Terminal::start(&course, &["watch"], USUAL);
    terminal.shows(&["✓ passed"]);
    assert!(!terminal.is_as_before(), "keys are read one by one meanwhile");
    terminal.typed("\u{3}");
    let (code, left) = terminal.ended();
    assert_eq!(code, 0);
    assert!(!left.contains("q quit"), "{left}");
    assert!(terminal.is_as_before());
}

#[test]
fn a_signal_gives_the_terminal_back() {
    let course = bare_copy();
    let mut terminal = Terminal::start(&course, &["watch"], USUAL);
    terminal.shows(&["✓ passed"]);
    terminal.kill(Signal::TERM);
    terminal.ended();
    assert!(terminal.is_as_before());
}

#[test]
fn an_editor_has_the_terminal_to_itself_and_gives_it_back() {
    let course = bare_copy();
    course.write(
        "editor",
        "#!/bin/sh\nprintf 'who are you? '\nread name\necho \"// $name\" >> \"$1\"\n",
    );
    let mut terminal = Terminal::start_with(&course, &["watch"], USUAL, &[("VISUAL", "sh editor")]);
    terminal.shows(&["✓ passed"]);
    terminal.typed("e");
    let shown = terminal.shows(&["who are you?"]);
    assert!(!shown.contains("q quit"), "{shown}");
    terminal.typed("quince\n");
    terminal.shows(&["✓ passed", "q quit"]);
    assert!(course.read(MODULE).ends_with("// quince\n"));
    terminal.typed("q");
    terminal.ended();
    assert!(terminal.is_as_before());
}

#[test]
fn without_a_terminal_it_says_what_to_use_instead() {
    let course = bare_copy();
    let said = said(&mut course.grader(&["watch"]));
    assert_eq!(said.code, 2);
    assert!(said.err.contains("grader check"), "{said:?}");
    assert_eq!(said.out, "");
}
