//! Fitting text into columns: words that go on in the next line, and lines that are cut.

use ratatui::{
    style::Style,
    text::{Line, Span},
};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

pub fn width(text: &str) -> usize {
    text.width()
}

/// The text in lines of words, each behind the indent.
pub fn words(text: &str, columns: usize, indent: usize, style: Style) -> Vec<Line<'static>> {
    let room = columns.saturating_sub(indent + 1).max(10);
    let lines = text.lines().flat_map(|paragraph| match paragraph.trim() {
        "" => vec![String::new()],
        _ => crate::tell::lines(paragraph, room),
    });
    lines.map(|line| Line::styled(format!("{}{line}", " ".repeat(indent)), style)).collect()
}

/// A text cut to the columns, with a sign that there is more.
pub fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for letter in text.chars() {
        used += letter.width().unwrap_or(0);
        if used + 1 > columns {
            break;
        }
        kept.push(letter);
    }
    kept + "…"
}

/// A text made as wide as the columns.
pub fn padded(text: &str, columns: usize) -> String {
    let text = cut(text, columns);
    let gap = columns.saturating_sub(text.width());
    text + &" ".repeat(gap)
}

/// A line whose letters go on in the next one where the columns end; code keeps its spaces.
pub fn hard(line: Line<'static>, columns: usize) -> Vec<Line<'static>> {
    let (mut lines, mut used) = (vec![Line::default()], 0);
    for span in line.spans {
        let mut piece = String::new();
        for letter in span.content.chars() {
            let wide = letter.width().unwrap_or(0);
            if used + wide > columns.max(1) {
                push(&mut lines, &mut piece, span.style);
                lines.push(Line::default());
                used = 0;
            }
            used += wide;
            piece.push(letter);
        }
        push(&mut lines, &mut piece, span.style);
    }
    lines
}

fn push(lines: &mut [Line<'static>], piece: &mut String, style: Style) {
    if let (Some(line), false) = (lines.last_mut(), piece.is_empty()) {
        line.spans.push(Span::styled(std::mem::take(piece), style));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_line_says_that_it_was_cut() {
        assert_eq!(cut("пекарь", 4), "пек…");
        assert_eq!(cut("пекарь", 6), "пекарь");
    }

    #[test]
    fn code_goes_on_in_the_next_line() {
        let lines = hard(Line::raw("let x = 1;"), 4);
        let text: Vec<String> = lines.iter().map(ToString::to_string).collect();
        assert_eq!(text, ["let ", "x = ", "1;"]);
    }
}
