//! Facts about the two pictures.

use super::{Signs, ascii, fit, svg};
use crate::timeline::Timeline;
use std::time::Duration;
use unicode_width::UnicodeWidthStr;

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

fn read(text: &str) -> Timeline {
    Timeline::parse(text).expect("the text is a snapshot")
}

fn gather() -> Timeline {
    read(
        "0 ms  A  start
         0 ms  B  start
         0 ms  C  start
         100 ms  B  fail  no bread
         200 ms  C  end
         300 ms  A  end",
    )
}

/// One job of every fate, with names of different width.
fn zoo() -> Timeline {
    read(
        "0 ms  варить  start
         0 ms  🍝  start
         10 ms  варить  cancel
         10 ms  варить#2  start
         20 ms  🍝  panic
         25 ms  варить#2  mark  кипит
         30 ms  say  mark  hello
         40 ms  short  start
         40 ms  short  end
         -  thread  start
         60 ms  варить#2  end
         60 ms  open  start
         70 ms  say  mark  bye",
    )
}

#[test]
fn the_chart_of_gather_shows_who_failed_and_who_went_on() {
    insta::assert_snapshot!(ascii(&gather(), ms(20)), @"
      0    100  200  300 ms
    A ███████████████|
    B █████!··········
    C ██████████|·····
    ");
}

#[test]
fn every_fate_has_its_own_sign() {
    insta::assert_snapshot!(ascii(&zoo(), ms(5)), @"
             0    25   50  70 ms
    варить   ██x············
    варить#2 ··███*██████|··
    🍝       ████#··········
    say      ······*·······*
    short    ········|······
    open     ············██>
    thread   ?··············
    ");
}

#[test]
fn labels_take_as_many_cells_as_the_terminal_gives_them() {
    let chart = ascii(&zoo(), ms(5));
    let widths: Vec<usize> = chart.lines().skip(1).map(UnicodeWidthStr::width).collect();
    assert!(widths.iter().all(|width| *width == widths[0]), "{widths:?}");
}

#[test]
fn a_mark_is_not_painted_over_and_an_end_is_not_hidden_by_a_mark() {
    let timeline = read(
        "0 ms  a  start
         5 ms  a  mark
         10 ms  a  mark
         10 ms  a  end",
    );
    insta::assert_snapshot!(ascii(&timeline, ms(1)), @"
      0    5    10 ms
    a █████*████|
    ");
}

#[test]
fn an_empty_timeline_is_a_scale_and_nothing_else() {
    assert_eq!(ascii(&Timeline::default(), ms(1)), " 0 ms\n");
}

#[test]
fn numbers_of_the_scale_keep_apart() {
    for makespan in [1, 7, 60, 99, 640, 12_345, 86_400_000] {
        let timeline = read(&format!("0 ms  a  start\n{makespan} ms  a  end"));
        let chart = ascii(&timeline, fit(&timeline, 80));
        let scale = chart.lines().next().expect("a scale");
        let gaps = scale.trim_start().replace(" ms", "").replace(" s", "");
        let numbers: Vec<f64> = gaps.split("  ").filter_map(|n| n.trim().parse().ok()).collect();
        assert!(numbers.is_sorted_by(|one, next| one < next), "{scale}");
    }
}

#[test]
fn the_chart_fits_and_its_step_is_round() {
    for (makespan, columns, step) in
        [(300, 80, 5), (300, 30, 20), (60, 80, 1), (86_400_000, 80, 2_000_000)]
    {
        let timeline = read(&format!("0 ms  a  start\n{makespan} ms  a  end"));
        assert_eq!(fit(&timeline, columns), ms(step), "{makespan} ms in {columns} columns");
        let widest = ascii(&timeline, ms(step)).lines().map(UnicodeWidthStr::width).max();
        assert!(widest.is_some_and(|widest| widest <= columns));
    }
}

#[test]
fn a_timeline_of_microseconds_is_drawn_in_microseconds() {
    let timeline = read("0 ms  a  start\n0.250 ms  a  end");
    assert_eq!(fit(&timeline, 40), Duration::from_micros(10));
    assert!(ascii(&timeline, fit(&timeline, 40)).contains("250 µs"));
}

#[test]
fn units_and_decimals_are_the_readers() {
    let signs = Signs { seconds: "с", millis: "мс", micros: "мкс", decimal: ',' };
    let timeline = read("0 ms  a  start\n1500 ms  a  end");
    assert!(signs.ascii(&timeline, ms(100), &[]).contains("1500 мс\n"));
    let coarse = signs.ascii(&timeline, ms(1000), &[]);
    assert!(coarse.lines().next().is_some_and(|scale| scale.ends_with("1,5 с")), "{coarse}");
    let svg = signs.svg(&timeline, Duration::ZERO, &[]);
    assert!(svg.contains("<title>a: 0 мс – 1500 мс, end</title>") && !svg.contains(" ms"), "{svg}");
    let short = read("0 ms  a  start\n0.250 ms  a  end");
    let chart = signs.ascii(&short, signs.fit(&short, 40), &[]);
    assert!(chart.contains("250 мкс"), "{chart}");
    assert!(chart.lines().all(|line| line.width() <= 40), "{chart}");
    assert!(signs.svg(&short, Duration::ZERO, &[]).contains("0,25 мс"));
}

#[test]
fn a_chart_has_an_end_however_fine_the_step() {
    let timeline = read("0 ms  a  start\n86400000 ms  a  end");
    for per_col in [Duration::ZERO, Duration::from_nanos(1), ms(1)] {
        assert!(ascii(&timeline, per_col).chars().count() < 1000);
    }
}

#[test]
fn a_thousand_jobs_are_cut_short() {
    let lines: Vec<String> = (0..1000).map(|job| format!("0 ms  job {job:03}  start")).collect();
    let timeline = read(&lines.join("\n"));
    assert!(ascii(&timeline, ms(1)).ends_with("… +880\n"));
    assert!(svg(&timeline).contains("… +880"));
}

#[test]
fn a_long_name_is_cut_and_an_unseen_letter_shown() {
    let timeline = read(&format!("0 ms  {}  start\n0 ms  a\\u{{202e}}b  start", "n".repeat(99)));
    let chart = ascii(&timeline, ms(1));
    assert!(chart.contains(&format!("{}… ", "n".repeat(32))));
    assert!(chart.contains("a\u{fffd}b"));
}

#[test]
fn the_svg_tells_each_span_under_the_pointer() {
    let svg = svg(&gather());
    assert!(svg.contains("<title>A: 0 ms – 300 ms, end</title>"));
    assert!(svg.contains("<title>B: 0 ms – 100 ms, fail (no bread)</title>"));
    assert!(svg.contains("viewBox=") && svg.contains("prefers-color-scheme:dark"));
}

#[test]
fn a_name_cannot_write_into_the_svg() {
    let timeline = read("0 ms  </text><script>&\"'  start\n0 ms  x  mark  <b>\\u{0}\\u{ffff}");
    let svg = svg(&timeline);
    assert!(!svg.contains("<script>") && !svg.contains("<b>"));
    assert!(svg.contains("&lt;/text&gt;&lt;script&gt;&amp;&quot;&#39;"));
    assert!(svg.chars().all(|char| char == '\n' || !char.is_control() && char != '\u{ffff}'));
}

#[test]
fn the_svg_draws_a_scale_a_bar_and_a_sign() {
    let svg = svg(&read("0 ms  A  start\n2 ms  A  cancel"));
    let (_, drawing) = svg.split_once("</style>\n").expect("a style");
    insta::assert_snapshot!(drawing, @r#"
    <line x1="32.0" y1="22" x2="32.0" y2="64"/><text class="tick" x="32.0" y="16">0 ms</text>
    <line x1="392.0" y1="22" x2="392.0" y2="64"/><text class="tick" x="392.0" y="16">1 ms</text>
    <line x1="752.0" y1="22" x2="752.0" y2="64"/><text class="tick" x="752.0" y="16">2 ms</text>
    <text class="name" x="22.0" y="43">A</text>
    <rect class="cancel" x="32.0" y="30" width="720.0" height="16" rx="3"><title>A: 0 ms – 2 ms, cancel</title></rect>
    <text x="756.0" y="43">x</text>
    </svg>
    "#);
}
