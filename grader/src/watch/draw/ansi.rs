//! The compiler's colour codes as styles. Any other control character is made harmless.

use ratatui::{
    style::{Color, Modifier, Style},
    text::{Line, Span},
};

use super::colours::Palette;

/// The text, line by line, in the colours that it asks for.
pub fn lines(text: &str, pen: Palette) -> Vec<Line<'static>> {
    let mut style = Style::new();
    text.lines().map(|line| spans(line, &mut style, pen)).collect()
}

fn spans(line: &str, style: &mut Style, pen: Palette) -> Line<'static> {
    let mut pieces = line.split("\u{1b}[");
    let mut spans = vec![Span::styled(tame(pieces.next().unwrap_or_default()), *style)];
    for piece in pieces {
        let end = piece.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(piece.len());
        let (codes, rest) = piece.split_at(end);
        let rest = match rest.strip_prefix('m') {
            Some(rest) => {
                *style = restyled(*style, codes, pen);
                rest
            }
            // Some other wish, which is not granted.
            None => rest.get(1..).unwrap_or_default(),
        };
        spans.push(Span::styled(tame(rest), *style));
    }
    spans.retain(|span| !span.content.is_empty());
    Line::from(spans)
}

fn tame(text: &str) -> String {
    crate::tell::tame(&text.replace('\t', "    "))
}

fn restyled(style: Style, codes: &str, pen: Palette) -> Style {
    let codes: Vec<u8> = codes.split(';').map(|code| code.parse().unwrap_or(0)).collect();
    match codes.as_slice() {
        [38, 5, colour] => style.patch(pen.compiler(Color::Indexed(*colour))),
        codes => codes.iter().fold(style, |style, code| match code {
            0 => Style::new(),
            1 => style.add_modifier(Modifier::BOLD),
            30..=37 => style.patch(pen.compiler(Color::Indexed(code - 30))),
            90..=97 => style.patch(pen.compiler(Color::Indexed(code - 90 + 8))),
            _ => style,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_become_styles_and_other_wishes_nothing() {
        let text = "\u{1b}[1m\u{1b}[38;5;9merror\u{1b}[0m: no\u{1b}[2J\u{7}";
        let line = lines(text, Palette { colour: true }).remove(0);
        assert_eq!(line.to_string(), "error: no\u{fffd}");
        assert_eq!(line.spans[0].style.fg, Some(Color::Indexed(9)));
        assert_eq!(line.spans[1].style, Style::new());
    }
}
