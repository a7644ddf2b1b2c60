//! Breaking a paragraph by its width on a screen.

use unicode_width::UnicodeWidthStr;

/// The paragraph in lines no wider than `width`, as far as its words allow, each with its indent.
pub fn lines(paragraph: &str, width: usize) -> Vec<String> {
    let indent = &paragraph[..paragraph.len() - paragraph.trim_start().len()];
    let mut lines: Vec<String> = Vec::new();
    for word in paragraph.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(format!("{indent}{word}")),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_wrapped_by_their_width_on_the_screen() {
        assert_eq!(lines("пекарь печёт хлеб", 12), ["пекарь печёт", "хлеб"]);
        assert_eq!(lines("  two words", 6), ["  two", "  words"]);
    }
}
