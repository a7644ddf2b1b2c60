//! The screen: its state event by event, and pictures of it.

use std::collections::HashMap;

use ratatui::{Terminal, backend::TestBackend};

use super::{
    app::{App, Start, View},
    draw,
    event::{Change, Event, Key, Notice, Order, Over, Pages, Reading},
    update::update,
};
use crate::{
    course::Solution,
    model::{
        self, Chapter, CheckResult, Course, Exercise, Finding, Language, Outcome, Progress,
        Standing, Titled, Verdict, event::Planned,
    },
    text::Texts,
};

const EXPECTED: &str =
    "   0 ms  oat  start\n   0 ms  rye  start\n 100 ms  rye  end\n 200 ms  oat  end";
const IN_TURN: &str =
    "   0 ms  rye  start\n 100 ms  rye  end\n 100 ms  oat  start\n 300 ms  oat  end";

fn titled(en: &str, ru: &str) -> Titled {
    Titled { en: en.to_owned(), ru: ru.to_owned() }
}

fn exercise(name: &str, chapter: &str, title: Titled) -> Exercise {
    let (name, chapter) = (name.to_owned(), chapter.to_owned());
    Exercise { name, chapter, points: 6, difficulty: 2, title, ban: Vec::new(), needs: Vec::new() }
}

fn course() -> Course {
    let chapter = |name: &str, title| Chapter { name: name.to_owned(), title };
    Course {
        title: titled("A bakery", "Пекарня"),
        chapters: vec![
            chapter("morning", titled("Morning", "Утро")),
            chapter("evening", titled("Evening", "Вечер")),
        ],
        exercises: vec![
            exercise("bread", "morning", titled("bread: loaves at once", "bread: буханки сразу")),
            exercise("rolls", "morning", titled("rolls: one by one", "rolls: по одной")),
            exercise("crumbs", "evening", titled("crumbs", "крошки")),
        ],
    }
}

fn texts() -> [Texts; 2] {
    let sentences = [
        "check-side_by_side = All loaves bake at the same time\n\
         finding-in-turn = The loaves took { $took } ms instead of 200 ms: one after another.\n",
        "check-side_by_side = Все буханки пекутся одновременно\n\
         finding-in-turn = Буханки пеклись { $took } мс вместо 200 мс: одна за другой.\n",
    ];
    let mut texts = Language::ALL.map(Texts::new);
    for (texts, source) in texts.iter_mut().zip(sentences) {
        texts.add("bread", || source.to_owned());
    }
    texts
}

fn check(name: &str, outcome: Outcome) -> CheckResult {
    CheckResult {
        name: name.to_owned(),
        hidden: false,
        outcome,
        finding: None,
        trace: None,
        expected: None,
        output: String::new(),
        micros: 1234,
    }
}

fn verdict(source: &str, checks: Vec<CheckResult>) -> Verdict {
    let findings = checks.iter().filter_map(|check| check.finding.clone()).collect();
    Verdict {
        exercise: "bread".to_owned(),
        points: 6,
        source: Some(source.to_owned()),
        checks,
        obstacle: None,
        findings,
        warnings: Vec::new(),
        millis: 420,
        kept: false,
    }
}

fn failing() -> Verdict {
    // A finding of the exercise's; the grader itself has no sentence for it.
    let mistake = "in-turn";
    let mut finding = Finding::new(mistake).with("took", 300_i64);
    finding.check = Some("side_by_side".to_owned());
    let side_by_side = CheckResult {
        finding: Some(finding),
        trace: Some(IN_TURN.to_owned()),
        expected: Some(EXPECTED.to_owned()),
        ..check("side_by_side", Outcome::Failed)
    };
    verdict("wrong", vec![side_by_side, check("labelled", Outcome::Passed)])
}

fn passing() -> Verdict {
    let side_by_side = CheckResult {
        trace: Some(EXPECTED.to_owned()),
        expected: Some(EXPECTED.to_owned()),
        ..check("side_by_side", Outcome::Passed)
    };
    verdict("right", vec![side_by_side, check("labelled", Outcome::Passed)])
}

fn unwritten() -> Verdict {
    let todo =
        |name| CheckResult { finding: Some(Finding::new("todo")), ..check(name, Outcome::Failed) };
    verdict("stub", vec![todo("side_by_side"), todo("labelled")])
}

fn pages() -> Pages {
    let statement = "# bread\n\nLoaves are baked **side by side**, with `join_all`.\n\n\
        1. All of them start at once, however many there are, and none waits for another one.\n\
        2. The results stand in the order of the loaves.\n\n```rust\nbake(loaves).await;\n```";
    let reading = |hints: [&str; 2]| Reading {
        statement: statement.to_owned(),
        hints: hints.map(str::to_owned).into(),
    };
    Pages {
        exercise: "bread".to_owned(),
        texts: [
            reading(["Not one after another.", "There is a function for it."]),
            reading(["Не одну за другой.", "Для этого есть функция."]),
        ],
        solution: Some(Solution {
            module: "//! The reference.\n\npub fn bake() {}".to_owned(),
            en: "# To take away\n\nA future that nobody polls does nothing.".to_owned(),
            ru: "# Что вынести\n\nЧто никто не опрашивает, то ничего не делает.".to_owned(),
        }),
        unreadable: None,
        can_reset: true,
    }
}

/// A screen that has just been opened on `bread`.
fn opened(language: Language, size: (u16, u16)) -> App {
    let mut app = App::new(Start {
        course: course(),
        texts: texts(),
        language,
        colour: false,
        size,
        progress: Progress::default(),
        sources: HashMap::from([("bread".to_owned(), "stub".to_owned())]),
        named: None,
    });
    let orders = app.begin();
    assert_eq!(orders[1], Order::Grade { run: 1, exercises: vec!["bread".to_owned()] });
    update(&mut app, Event::Opened(Box::new(pages())));
    app
}

/// The whole run of a verdict, as the grader tells it. What is ordered is remembered.
fn graded(app: &mut App, verdict: &Verdict) {
    let run = app.run;
    let planned = Planned { exercise: "bread".to_owned(), points: 6, checks: 2 };
    let mut tell = |event| {
        for order in update(app, Event::Graded { run, event }) {
            if let Order::Remember(Change::Passed(verdict)) = order {
                let mut progress = app.progress.clone();
                progress.record(&verdict);
                update(app, Event::Remembered(progress));
            }
        }
    };
    tell(model::Event::Started {
        source: "exercises".to_owned(),
        exercises: vec![planned],
        hidden_checks: false,
        tier: 0,
    });
    for check in &verdict.checks {
        let check = Box::new(check.clone());
        tell(model::Event::Checked { exercise: "bread".to_owned(), check });
    }
    tell(model::Event::Graded { verdict: Box::new(verdict.clone()) });
    update(app, Event::Over { run, how: Over::Done });
}

fn saved(app: &mut App, exercise: &str, source: &str) -> Vec<Order> {
    let (exercise, source) = (exercise.to_owned(), Some(source.to_owned()));
    update(app, Event::Saved { exercise, source })
}

fn pressed(app: &mut App, keys: &str) -> Vec<Order> {
    keys.chars().flat_map(|key| update(app, Event::Key(Key::Char(key)))).collect()
}

/// What the screen shows, without the spaces at the ends of lines.
fn shown(app: &App) -> String {
    let mut terminal = Terminal::new(TestBackend::new(app.size.0, app.size.1)).unwrap();
    terminal.draw(|frame| draw::draw(app, frame)).unwrap();
    let buffer = terminal.backend().buffer().clone();
    let rows = buffer.content().chunks(buffer.area.width.into());
    let text = |row: &[ratatui::buffer::Cell]| {
        let text: String = row.iter().map(ratatui::buffer::Cell::symbol).collect();
        text.trim_end().to_owned() + "\n"
    };
    rows.map(text).collect()
}

fn in_80_by_24() -> App {
    opened(Language::En, (80, 24))
}

#[test]
fn the_first_screen_says_what_to_do_and_shows_the_statement() {
    let mut app = in_80_by_24();
    graded(&mut app, &unwritten());
    insta::assert_snapshot!("first_screen", shown(&app));
}

#[test]
fn a_failing_verdict_shows_its_finding_and_both_timelines() {
    let mut app = in_80_by_24();
    graded(&mut app, &failing());
    insta::assert_snapshot!("failing", shown(&app));
}

#[test]
fn a_pass_is_shown_and_remembered() {
    let mut app = in_80_by_24();
    saved(&mut app, "bread", "right");
    graded(&mut app, &passing());
    assert_eq!(app.progress.track("bread").passed, ["right"]);
    insta::assert_snapshot!("passing", shown(&app));
}

#[test]
fn a_run_under_way_is_shown_check_by_check() {
    let mut app = in_80_by_24();
    graded(&mut app, &failing());
    saved(&mut app, "bread", "right");
    let run = app.run;
    let check = Box::new(passing().checks[0].clone());
    let event = model::Event::Checked { exercise: "bread".to_owned(), check };
    update(&mut app, Event::Graded { run, event });
    let shown = shown(&app);
    assert!(shown.contains("checking 1/"), "{shown}");
    assert!(shown.contains("\n ✓·"), "only the new run's marks: {shown}");
}

#[test]
fn a_hint_stays_open_over_a_rerun() {
    let mut app = in_80_by_24();
    graded(&mut app, &failing());
    let orders = pressed(&mut app, "h");
    let hints = Change::Hints { exercise: "bread".to_owned(), opened: 1 };
    assert_eq!(orders, [Order::Remember(hints)]);
    saved(&mut app, "bread", "right");
    graded(&mut app, &passing());
    insta::assert_snapshot!("hint_after_a_rerun", shown(&app));
}

#[test]
fn each_press_opens_one_more_hint_and_the_last_one_stays() {
    let mut app = in_80_by_24();
    assert_eq!(pressed(&mut app, "hhhh").len(), 2);
    assert_eq!(app.hints_open(), 2);
    update(&mut app, Event::Key(Key::Escape));
    assert_eq!(pressed(&mut app, "h"), []);
    assert_eq!(app.view, View::Hints, "what was opened is shown again");
}

#[test]
fn the_list_shows_how_every_exercise_stands() {
    let mut app = in_80_by_24();
    graded(&mut app, &failing());
    app.progress.track_mut("rolls").skipped = true;
    pressed(&mut app, "l");
    insta::assert_snapshot!("list", shown(&app));
}

#[test]
fn a_narrow_window_still_shows_everything() {
    let mut app = opened(Language::En, (60, 20));
    graded(&mut app, &failing());
    insta::assert_snapshot!("narrow", shown(&app));
}

#[test]
fn a_wide_window_shows_two_panes() {
    let mut app = opened(Language::En, (130, 30));
    graded(&mut app, &failing());
    insta::assert_snapshot!("wide", shown(&app));
    pressed(&mut app, "s");
    let shown = shown(&app);
    assert!(shown.contains("one after another") && shown.contains("join_all"), "{shown}");
}

#[test]
fn the_language_changes_at_once() {
    let mut app = in_80_by_24();
    graded(&mut app, &failing());
    pressed(&mut app, "L");
    insta::assert_snapshot!("russian", shown(&app));
    pressed(&mut app, "?");
    insta::assert_snapshot!("russian_help", shown(&app));
}

#[test]
fn every_size_can_be_drawn() {
    let mut app = in_80_by_24();
    graded(&mut app, &failing());
    for view in ["", "s", "h", "t", "o", "l", "j", "?"] {
        pressed(&mut app, view);
        for (columns, rows) in [(1, 1), (20, 5), (39, 24), (40, 10), (60, 13), (110, 18), (300, 90)]
        {
            update(&mut app, Event::Resized(columns, rows));
            shown(&app);
        }
        update(&mut app, Event::Key(Key::Escape));
    }
}

#[test]
fn a_window_that_is_too_small_gets_a_sentence() {
    assert!(shown(&opened(Language::En, (39, 10))).contains("too small"));
}

#[test]
fn only_the_run_of_the_last_save_is_heard() {
    let mut app = in_80_by_24();
    let late = Event::Graded {
        run: app.run,
        event: model::Event::Graded { verdict: Box::new(failing()) },
    };
    let orders = saved(&mut app, "bread", "right");
    assert_eq!(orders, [Order::Grade { run: 2, exercises: vec!["bread".to_owned()] }]);
    update(&mut app, late);
    update(&mut app, Event::Over { run: 1, how: Over::Stopped });
    assert!(app.verdict().is_none());
    assert!(app.running.is_some());
}

#[test]
fn a_save_elsewhere_leads_there_unless_the_student_chose_where_to_be() {
    let mut app = in_80_by_24();
    saved(&mut app, "rolls", "new");
    assert_eq!(app.name(), "rolls");
    pressed(&mut app, "n");
    assert_eq!(app.name(), "crumbs");
    assert_eq!(saved(&mut app, "bread", "new"), []);
    assert_eq!(app.name(), "crumbs");
    assert!(shown(&app).contains("bread was saved"));
    update(&mut app, Event::Key(Key::Enter));
    assert_eq!(app.name(), "bread");
}

#[test]
fn what_is_typed_filters_the_list_and_enter_goes_there() {
    let mut app = in_80_by_24();
    pressed(&mut app, "jпо од");
    assert_eq!(app.listed(), [1], "titles of both languages are searched");
    let orders = update(&mut app, Event::Key(Key::Enter));
    assert_eq!(app.name(), "rolls");
    assert!(orders.contains(&Order::Remember(Change::Current("rolls".to_owned()))));
}

#[test]
fn the_solution_is_shown_after_a_pass_only() {
    let mut app = in_80_by_24();
    pressed(&mut app, "o");
    assert!(shown(&app).contains("after a pass"));
    saved(&mut app, "bread", "right");
    graded(&mut app, &passing());
    pressed(&mut app, "o");
    assert!(shown(&app).contains("//! The reference."));
    pressed(&mut app, "L");
    assert!(shown(&app).contains("Что вынести"));
}

#[test]
fn a_solution_that_did_not_come_or_cannot_be_read_says_so() {
    let mut app = in_80_by_24();
    let without = |unreadable| Pages { solution: None, unreadable, ..pages() };
    update(&mut app, Event::Opened(Box::new(without(None))));
    pressed(&mut app, "o");
    assert!(shown(&app).contains("No solution of bread"), "a pass would not bring any");
    let notice = Notice::new("watch-damaged-seal", "solutions/bread.sealed");
    update(&mut app, Event::Opened(Box::new(without(Some(notice)))));
    pressed(&mut app, "o");
    assert!(shown(&app).contains("solutions/bread.sealed is damaged"));
}

#[test]
fn a_skipped_exercise_is_put_aside_until_it_is_taken_back() {
    let mut app = in_80_by_24();
    graded(&mut app, &failing());
    let aside =
        |skipped| Order::Remember(Change::Skipped { exercise: "bread".to_owned(), skipped });
    let orders = pressed(&mut app, "S");
    assert_eq!((app.name(), &orders[0]), ("rolls", &aside(true)));
    assert!(orders.contains(&Order::Remember(Change::Current("rolls".to_owned()))));
    assert!(shown(&app).contains("Put aside: bread"));
    assert_eq!(app.standing(&app.course.exercises[0]), Standing::Skipped);
    pressed(&mut app, "p");
    assert_eq!(pressed(&mut app, "Ы"), [aside(false)], "also on a Russian keyboard");
    assert_eq!((app.name(), app.standing(app.exercise())), ("bread", Standing::Open));
    assert!(shown(&app).contains("bread is open again"));
}

#[test]
fn skipping_stays_where_nothing_else_is_open_and_leaves_what_passed() {
    let mut app = in_80_by_24();
    pressed(&mut app, "SS");
    assert_eq!(app.name(), "crumbs");
    assert_eq!(pressed(&mut app, "S").len(), 1, "it is remembered, and nothing else");
    assert_eq!(app.name(), "crumbs");
    assert!(shown(&app).contains("Put aside: crumbs"));

    let mut app = in_80_by_24();
    saved(&mut app, "bread", "right");
    graded(&mut app, &passing());
    assert_eq!(pressed(&mut app, "S"), []);
    assert!(shown(&app).contains("bread passed already"));
}

#[test]
fn a_reset_is_asked_for() {
    let mut app = in_80_by_24();
    assert_eq!(pressed(&mut app, "rn"), []);
    assert_eq!(pressed(&mut app, "ry"), [Order::Reset { exercise: "bread".to_owned() }]);
}

#[test]
fn a_page_scrolls_no_further_than_its_end() {
    let mut app = opened(Language::En, (60, 14));
    graded(&mut app, &unwritten());
    update(&mut app, Event::Key(Key::End));
    let end = app.scroll;
    assert!(end > 0);
    update(&mut app, Event::Key(Key::Down));
    assert_eq!(app.scroll, end);
    update(&mut app, Event::Resized(80, 60));
    assert_eq!(app.scroll, 0, "everything is seen");
}

#[test]
fn a_failure_of_the_graders_own_is_no_verdict() {
    let mut app = in_80_by_24();
    update(&mut app, Event::Over { run: 1, how: Over::Failed("no disk".to_owned()) });
    let shown = shown(&app);
    assert!(shown.contains("The grader failed, not you: no disk"), "{shown}");
    assert!(shown.contains("no verdict yet"), "{shown}");
}

#[test]
fn control_c_ends_every_view() {
    for keys in ["", "l", "j", "r", "?"] {
        let mut app = in_80_by_24();
        pressed(&mut app, keys);
        assert_eq!(update(&mut app, Event::Key(Key::Interrupt)), [Order::Quit]);
    }
}
