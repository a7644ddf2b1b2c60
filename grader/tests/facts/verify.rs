//! `grader verify`: the matrix of a good exercise, and every complaint about a bad one.

use super::{
    courses::bakery,
    support::{assert_said, said},
};

#[test]
fn an_exercise_whose_cells_are_as_expected_is_proved_in_both_languages() {
    for language in ["en", "ru"] {
        let said = said(&mut bakery().grader(&["verify", "bread", "trouble", "--lang", language]));
        assert_eq!(said.code, 0, "{said:?}");
        assert_said!(format!("matrix_proved_{language}"), cells_in_order(&said.out));
    }
}

#[test]
fn a_cell_that_is_not_as_expected_says_who_which_check_expected_and_seen() {
    for language in ["en", "ru"] {
        let said = said(&mut bakery().grader(&["verify", "crumbs", "--lang", language]));
        assert_eq!(said.code, 1, "{said:?}");
        assert_said!(format!("matrix_complaints_{language}"), cells_in_order(&said.out));
    }
}

#[test]
fn cells_are_judged_so_often_as_was_asked_for_and_under_load() {
    let said = said(&mut bakery().grader(&["verify", "bread", "--repeat", "3", "--load"]));
    assert_eq!(said.code, 0, "{said:?}");
    let last = said.out.lines().last().unwrap_or_default();
    assert_eq!(last, "4 cells, every one as expected, each 3 times, under load");
}

/// Cells are told as they are done; here they stand in the order of their paths.
fn cells_in_order(out: &str) -> String {
    let mut cells: Vec<String> = Vec::new();
    for line in out.lines() {
        match cells.last_mut() {
            Some(cell) if line.starts_with("    ") => cell.extend(["\n", line]),
            _ => cells.push(line.to_owned()),
        }
    }
    let summary = cells.pop().unwrap_or_default();
    let path = |cell: &String| {
        let first = cell.lines().next().unwrap_or_default();
        first.split(' ').next_back().unwrap_or_default().to_owned()
    };
    cells.sort_by_key(path);
    cells.push(summary);
    cells.join("\n")
}
