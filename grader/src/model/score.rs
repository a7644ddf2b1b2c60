//! Points, exactly: an exercise gives its points in proportion to the checks passed, counted in
//! hundredths and rounded down, so that only a full pass is a full score.

use serde::{Deserialize, Serialize};

/// Points in hundredths, out of whole points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    pub hundredths: u64,
    pub of: u64,
}

impl Score {
    /// The score of an exercise worth `points` with `passed` of `total` checks passed.
    pub fn of_checks(points: u32, passed: usize, total: usize) -> Score {
        let whole = u64::from(points) * 100;
        let hundredths = if total == 0 { 0 } else { whole * passed as u64 / total as u64 };
        Score { hundredths, of: u64::from(points) }
    }

    pub fn is_full(self) -> bool {
        self.hundredths == self.of * 100
    }

    /// `4.5`, `6`, `0.33`: as short as it can be said exactly.
    pub fn points(self) -> String {
        let (whole, rest) = (self.hundredths / 100, self.hundredths % 100);
        match rest {
            0 => whole.to_string(),
            rest if rest % 10 == 0 => format!("{whole}.{}", rest / 10),
            rest => format!("{whole}.{rest:02}"),
        }
    }
}

impl std::iter::Sum for Score {
    fn sum<I: Iterator<Item = Score>>(scores: I) -> Score {
        scores.fold(Score::default(), |sum, score| Score {
            hundredths: sum.hundredths + score.hundredths,
            of: sum.of + score.of,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_rounded_down_and_only_all_checks_give_all_points() {
        assert_eq!(Score::of_checks(6, 2, 3).points(), "4");
        assert_eq!(Score::of_checks(2, 1, 3).points(), "0.66");
        assert_eq!(Score::of_checks(6, 11, 12).points(), "5.5");
        assert!(!Score::of_checks(6, 999, 1000).is_full());
        assert!(Score::of_checks(6, 12, 12).is_full());
    }

    #[test]
    fn an_exercise_without_checks_gives_nothing() {
        assert_eq!(Score::of_checks(6, 0, 0), Score { hundredths: 0, of: 6 });
    }
}
