//! Statements on the screen: headings, lists, code, emphasis. Whatever else Markdown has is
//! shown as it was typed.

use ratatui::{
    style::{Modifier, Style},
    text::{Line, Span},
};

use super::{colours::Palette, fold};

/// The page in lines of at most so many columns.
pub fn lines(text: &str, columns: usize, pen: Palette) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        } else if in_code {
            let code = Line::styled(format!("    {}", line.replace('\t', "    ")), pen.code());
            lines.extend(fold::hard(code, columns));
        } else {
            lines.extend(paragraph(line, columns, pen));
        }
    }
    lines
}

fn paragraph(line: &str, columns: usize, pen: Palette) -> Vec<Line<'static>> {
    let text = line.trim_start();
    if text.is_empty() {
        return vec![Line::default()];
    }
    if text.starts_with('#') {
        let title = text.trim_start_matches('#').trim();
        let style = pen.bold().add_modifier(Modifier::UNDERLINED);
        return fold::words(title, columns, 1, style);
    }
    if text.starts_with('|') {
        return fold::hard(Line::raw(format!(" {text}")), columns);
    }
    let item = item(text);
    let indent = 1 + (line.len() - text.len()) + item;
    let mut lines = wrapped(&text[item..], columns.saturating_sub(indent + 1).max(10), pen);
    for (number, line) in lines.iter_mut().enumerate() {
        let margin = match number {
            0 => format!("{}{}", " ".repeat(indent - item), &text[..item]),
            _ => " ".repeat(indent),
        };
        line.spans.insert(0, Span::raw(margin));
    }
    lines
}

/// The length of `- ` or `12. ` at the beginning of an item.
fn item(text: &str) -> usize {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match text {
        _ if text.starts_with("- ") || text.starts_with("* ") => 2,
        _ if digits > 0 && text[digits..].starts_with(". ") => digits + 2,
        _ => 0,
    }
}

/// A word is what stands between two spaces; its parts may look different.
type Word = Vec<(String, Style)>;

fn wrapped(text: &str, columns: usize, pen: Palette) -> Vec<Line<'static>> {
    let mut lines: Vec<Line<'static>> = Vec::new();
    let mut used = 0;
    for word in words(text, pen) {
        let wide: usize = word.iter().map(|(part, _)| fold::width(part)).sum();
        match lines.last_mut() {
            Some(line) if used + 1 + wide <= columns => {
                line.spans.push(Span::raw(" "));
                used += 1;
            }
            _ => {
                lines.push(Line::default());
                used = 0;
            }
        }
        used += wide;
        let parts = word.into_iter().map(|(part, style)| Span::styled(part, style));
        lines.last_mut().into_iter().for_each(|line| line.spans.extend(parts.clone()));
    }
    lines
}

fn words(text: &str, pen: Palette) -> Vec<Word> {
    let mut words: Vec<Word> = vec![Word::new()];
    for (part, style) in parts(text, pen) {
        for (number, piece) in part.split(' ').enumerate() {
            if number > 0 {
                words.push(Word::new());
            }
            if let (Some(word), false) = (words.last_mut(), piece.is_empty()) {
                word.push((piece.to_owned(), style));
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Code between backticks, stress between stars. Without colours code keeps its backticks.
fn parts(text: &str, pen: Palette) -> Vec<(String, Style)> {
    let mut parts = Vec::new();
    for (number, piece) in text.split('`').enumerate() {
        if number % 2 == 1 {
            let code = if pen.colour { piece.to_owned() } else { format!("`{piece}`") };
            parts.push((code, pen.code()));
            continue;
        }
        // A star between two spaces is a star.
        let stars = if piece.contains(" * ") { '\0' } else { '*' };
        for (number, piece) in piece.replace("**", "*").split(stars).enumerate() {
            let style = if number % 2 == 1 { pen.bold() } else { pen.plain() };
            parts.push((piece.to_owned(), style));
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, columns: usize) -> Vec<String> {
        let lines = lines(text, columns, Palette { colour: false });
        lines.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn an_item_goes_on_under_its_own_words() {
        assert_eq!(shown("1. bread and `but`ter", 15), [" 1. bread and", "    `but`ter"]);
    }

    #[test]
    fn code_keeps_its_spaces_and_fences_are_not_shown() {
        assert_eq!(shown("# T\n```rust\n  a  b\n```", 20), [" T", "      a  b"]);
    }
}
