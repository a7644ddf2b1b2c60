//! Facts about the queries, the order and the text of a timeline.

use super::{Event, Kind, ParseError, Problem, Shape, Timeline};
use proptest::prelude::*;
use std::time::Duration;

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

fn read(text: &str) -> Timeline {
    Timeline::parse(text).expect("the text is a snapshot")
}

/// Spans of the jobs A, B, … in the order given, each from and to a millisecond.
fn spans(times: &[(u64, u64)]) -> Timeline {
    let mut timeline = Timeline::default();
    for (job, (from, to)) in ('A'..='Z').zip(times) {
        for (at, kind) in [(from, Kind::Start), (to, Kind::End)] {
            let seq = u32::try_from(timeline.0.len()).expect("few events");
            let (at, job, note) = (Some(ms(*at)), job.to_string(), String::new());
            timeline.0.push(Event { seq, at, job, attempt: 1, kind, note });
        }
    }
    timeline
}

const GATHER: &str = "
       0 ms  A      start
       0 ms  B      start
       0 ms  C      start
     100 ms  B      fail   no bread
     200 ms  C      end
     300 ms  A      end
";

#[test]
fn a_snapshot_has_one_aligned_line_per_event() {
    insta::assert_snapshot!(read(GATHER).snapshot(), @"
       0 ms  A      start
       0 ms  B      start
       0 ms  C      start
     100 ms  B      fail   no bread
     200 ms  C      end
     300 ms  A      end
    ");
}

#[test]
fn a_snapshot_does_not_depend_on_the_order_within_one_moment() {
    let mut shuffled = read(GATHER);
    for (seq, event) in [2, 0, 1, 3, 4, 5].into_iter().zip(&mut shuffled.0) {
        event.seq = seq;
    }
    assert_eq!(shuffled.snapshot(), read(GATHER).snapshot());
    assert_ne!(shuffled.snapshot_strict(), read(GATHER).snapshot());
}

#[test]
fn within_one_moment_old_spans_close_first_and_empty_ones_last() {
    let timeline = read(
        "0 ms  late  start
         5 ms  none  start
         5 ms  note  mark  seen
         5 ms  none  end
         5 ms  late  end",
    );
    insta::assert_snapshot!(timeline.snapshot(), @"
       0 ms  late   start
       5 ms  late   end
       5 ms  none   start
       5 ms  note   mark   seen
       5 ms  none   end
    ");
}

#[test]
fn columns_widen_for_long_names_late_times_and_untimed_events() {
    let timeline = read(
        "0 ms  Task 1 of Аня  start
         86400000 ms  Task 1 of Аня  cancel  at last
         1.250 ms  say  mark  hello
         -  thread  start",
    );
    insta::assert_snapshot!(timeline.snapshot(), @r"
           0 ms  Task 1 of Аня  start
       1.250 ms  say            mark    hello
    86400000 ms  Task 1 of Аня  cancel  at last
              -  thread         start
    ");
}

#[test]
fn a_job_started_twice_is_shown_as_attempt_two() {
    let timeline = read("0 ms  cook  start\n9 ms  cook  cancel\n9 ms  cook#2  start");
    assert_eq!(timeline.0[2].attempt, 2);
    assert!(timeline.snapshot().contains("cook#2"));
    assert_eq!(timeline.attempts("cook"), 2);
    assert_eq!(timeline.running(), ["cook#2"]);
}

#[test]
fn a_name_that_ends_in_a_number_is_not_taken_for_an_attempt() {
    let mut timeline = read("0 ms  task  start");
    timeline.0[0].job = "task#2".to_owned();
    assert_eq!(Timeline::parse(&timeline.snapshot()), Ok(timeline));
}

#[test]
fn what_would_break_a_line_is_escaped() {
    let mut timeline = read("0 ms  x  mark");
    timeline.0[0].job = " two  gaps\n".to_owned();
    timeline.0[0].note = "C:\\new\t\u{202e}".to_owned();
    insta::assert_snapshot!(timeline.snapshot(), @r"   0 ms  \stwo \sgaps\n  mark   C:\\new\t\u{202e}");
    assert_eq!(Timeline::parse(&timeline.snapshot()), Ok(timeline));
}

#[test]
fn a_bad_line_is_named_with_its_number() {
    let problem = |text: &str| Timeline::parse(text).expect_err("not a snapshot");
    let soon = problem("\n   0 ms  A  start\n   soon  A  end\n");
    assert_eq!(soon, ParseError { line: 3, problem: Problem::Time("soon".to_owned()) });
    let bad =
        ["0 ms  A", "0 ms A  start", "0 ms  A  begin", "0 ms  A  mark  \\q", "1.5 ms  A  end"];
    let said: Vec<String> = bad.into_iter().map(|text| problem(text).to_string()).collect();
    insta::assert_snapshot!(said.join("\n"), @r"
    line 1: a line has a time, a job and a kind, set apart by two spaces or more
    line 1: a line has a time, a job and a kind, set apart by two spaces or more
    line 1: `begin` is not a kind of event; the kinds are start, mark, end, fail, panic, cancel
    line 1: `\q` has an unknown escape; a backslash itself is written twice
    line 1: `1.5 ms` is not a time; write `100 ms`, `0.250 ms` or `-`
    ");
}

#[test]
fn started_is_the_first_attempt_and_ended_the_last() {
    let timeline = read("1 ms  a  start\n2 ms  a  cancel\n3 ms  a#2  start\n4 ms  a#2  fail  why");
    assert_eq!(timeline.started("a"), Some(ms(1)));
    assert_eq!(timeline.ended("a"), Some((ms(4), Kind::Fail)));
    assert_eq!(
        (timeline.started("b"), timeline.ended("b"), timeline.attempts("b")),
        (None, None, 0)
    );
}

#[test]
fn a_job_that_runs_again_has_not_ended() {
    let timeline = read("1 ms  a  start\n2 ms  a  cancel\n3 ms  a#2  start");
    assert_eq!(timeline.ended("a"), None);
}

#[test]
fn spans_that_meet_do_not_overlap() {
    assert_eq!(spans(&[(0, 10), (10, 20)]).max_overlap(|_| true), 1);
    assert_eq!(spans(&[(0, 11), (10, 20)]).max_overlap(|_| true), 2);
}

#[test]
fn overlap_counts_the_picked_jobs_only() {
    let timeline = spans(&[(0, 10), (0, 10), (0, 10)]);
    assert_eq!(timeline.max_overlap(|job| job != "B"), 2);
    assert_eq!(timeline.max_overlap(|_| false), 0);
}

#[test]
fn spans_of_no_length_do_not_overlap() {
    assert_eq!(spans(&[(5, 5), (5, 5)]).max_overlap(|_| true), 1);
    assert_eq!(spans(&[(0, 10), (5, 5)]).max_overlap(|_| true), 1);
}

#[test]
fn an_open_span_overlaps_whatever_comes_later() {
    let timeline = read("0 ms  a  start\n5 ms  b  start\n6 ms  b  end\n7 ms  c  start");
    assert_eq!(timeline.max_overlap(|_| true), 2);
}

#[test]
fn without_time_the_order_of_recording_tells_what_overlaps() {
    let apart = read("-  a  start\n-  a  end\n-  b  start\n-  b  end");
    assert_eq!((apart.max_overlap(|_| true), apart.shape()), (1, Shape::Sequential));
    let nested = read("-  a  start\n-  b  start\n-  b  end\n-  a  end");
    assert_eq!((nested.max_overlap(|_| true), nested.shape()), (2, Shape::Concurrent { peak: 2 }));
    assert_eq!((nested.makespan(), nested.busy(), nested.started("a")), (ms(0), ms(0), None));
}

#[test]
fn idle_is_what_no_span_covers() {
    let timeline = spans(&[(10, 30), (20, 40), (25, 26), (60, 70)]);
    assert_eq!(timeline.makespan(), ms(70));
    assert_eq!(timeline.busy(), ms(40));
    assert_eq!(timeline.idle(), ms(30));
}

#[test]
fn an_open_span_is_busy_to_the_end() {
    let timeline = read("10 ms  a  start\n50 ms  note  mark");
    assert_eq!((timeline.busy(), timeline.idle()), (ms(40), ms(10)));
}

#[test]
fn the_shape_tells_sequence_from_concurrency() {
    let shape = |times: &[(u64, u64)]| spans(times).shape();
    assert_eq!(shape(&[]), Shape::Empty);
    assert_eq!(shape(&[(0, 10)]), Shape::Concurrent { peak: 1 });
    assert_eq!(shape(&[(0, 10), (10, 20), (30, 40)]), Shape::Sequential);
    assert_eq!(shape(&[(0, 10), (5, 20), (9, 12)]), Shape::Concurrent { peak: 3 });
    assert_eq!(shape(&[(0, 10), (5, 20), (10, 12)]), Shape::Staggered);
}

#[test]
fn spans_of_no_length_are_never_called_sequential() {
    assert_eq!(spans(&[(0, 0), (0, 0)]).shape(), Shape::Concurrent { peak: 1 });
    assert_eq!(spans(&[(0, 10), (10, 10), (0, 10)]).shape(), Shape::Concurrent { peak: 2 });
}

#[test]
fn an_open_span_matters_more_than_a_restart() {
    let text = "0 ms  a  start\n1 ms  a  cancel\n1 ms  a#2  start";
    assert_eq!(read(text).shape(), Shape::Unfinished(vec!["a#2".to_owned()]));
    let closed = read(&format!("{text}\n2 ms  a#2  end"));
    assert_eq!(closed.shape(), Shape::Restarted { job: "a".to_owned(), attempts: 2 });
}

#[test]
fn the_job_that_started_first_is_named_of_those_restarted_as_often() {
    let both = [(0, "z"), (1, "a"), (2, "z#2"), (3, "a#2")];
    let spans = both.map(|(at, job)| format!("{at} ms  {job}  start\n{at} ms  {job}  end"));
    let shape = read(&spans.join("\n")).shape();
    assert_eq!(shape, Shape::Restarted { job: "z".to_owned(), attempts: 2 });
}

#[test]
fn jobs_come_in_order_of_their_first_start() {
    let timeline = read(
        "0 ms  b  mark
         1 ms  note  mark
         2 ms  c  start
         2 ms  a  start
         3 ms  b  start
         4 ms  c#2  start",
    );
    assert_eq!(timeline.jobs(), ["note", "a", "c", "b"]);
}

#[test]
fn marks_are_kept_with_their_times() {
    let timeline = read("7 ms  say  mark  world\n5 ms  say  mark  hello\n-  say  mark");
    let said = [(Some(ms(5)), "hello"), (Some(ms(7)), "world"), (None, "")];
    assert_eq!(timeline.marks("say"), said.map(|(at, note)| (at, note.to_owned())));
}

#[test]
fn an_event_that_closes_nothing_is_passed_over() {
    let timeline = read("0 ms  a  end\n1 ms  a  start\n2 ms  a  end\n3 ms  a  cancel");
    assert_eq!(timeline.ended("a"), Some((ms(2), Kind::End)));
    assert_eq!(timeline.stretches().len(), 1);
}

#[test]
fn events_travel_as_json() {
    let timeline = read(GATHER);
    let json = serde_json::to_string(&timeline).expect("a timeline is plain data");
    assert!(json.contains(r#""kind":"fail""#));
    assert_eq!(serde_json::from_str::<Timeline>(&json).expect("what was written"), timeline);
}

prop_compose! {
    fn any_event()(
        micros in proptest::option::of(prop_oneof![0..3_000_000_u64, any::<u64>()]),
        job in prop_oneof!["[a-c]", "\\PC{0,6}(#[0-9]{1,6})?", ".{0,4}", "[ \\\\#e1\n]{0,5}"],
        attempt in prop_oneof![1..3_u16, 1..=u16::MAX],
        kind in proptest::sample::select(Kind::ALL.to_vec()),
        note in prop_oneof!["", "(?s).{0,8}", "[ \\\\s\t]{0,5}"],
    ) -> Event {
        Event { seq: 0, at: micros.map(Duration::from_micros), job, attempt, kind, note }
    }
}

fn any_timeline() -> impl Strategy<Value = Timeline> {
    proptest::collection::vec(any_event(), 0..12).prop_map(|mut events| {
        for (seq, event) in (0..).zip(&mut events) {
            event.seq = seq;
        }
        Timeline(events)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_in_order_is_read_back_unchanged(timeline in any_timeline()) {
        prop_assert_eq!(Timeline::parse(&timeline.snapshot_strict()), Ok(timeline));
    }

    #[test]
    fn a_snapshot_read_back_gives_the_same_snapshot(timeline in any_timeline()) {
        let text = timeline.snapshot();
        prop_assert_eq!(text.lines().count(), timeline.0.len());
        let again = Timeline::parse(&text).expect("what was written");
        prop_assert_eq!(again.snapshot(), text);
    }

    #[test]
    fn reading_never_panics(text in "(?s).{0,60}", columns in "[-0-9a-z.# \\\\]{0,40}") {
        _ = Timeline::parse(&text);
        _ = Timeline::parse(&columns);
    }

    #[test]
    fn no_timeline_is_too_odd_to_be_asked_or_drawn(timeline in any_timeline(), columns in 0..200_usize) {
        _ = (timeline.shape(), timeline.idle(), timeline.max_overlap(|job| job.len() < 3));
        let chart = crate::draw::ascii(&timeline, crate::draw::fit(&timeline, columns));
        prop_assert!(chart.lines().count() <= timeline.0.len() + 1);
        prop_assert!(crate::draw::svg(&timeline).ends_with("</svg>\n"));
    }
}
