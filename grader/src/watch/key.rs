//! The keys: what each of them does, and under which words the footer and the help show it.

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    Hint,
    Next,
    Previous,
    Statement,
    Timeline,
    Solution,
    Jump,
    List,
    All,
    Editor,
    Skip,
    Reset,
    Language,
    Help,
    Quit,
}

/// A key with its command, its word in the footer and its sentence in the help.
pub struct Binding {
    pub key: char,
    pub command: Command,
    pub word: &'static str,
    pub help: &'static str,
}

const fn binding(key: char, command: Command, word: &'static str, help: &'static str) -> Binding {
    Binding { key, command, word, help }
}

/// All of them, the most wanted first: a narrow footer shows the beginning.
pub const BINDINGS: [Binding; 15] = [
    binding('h', Command::Hint, "watch-key-hint", "watch-help-hint"),
    binding('s', Command::Statement, "watch-key-statement", "watch-help-statement"),
    binding('t', Command::Timeline, "watch-key-timeline", "watch-help-timeline"),
    binding('n', Command::Next, "watch-key-next", "watch-help-next"),
    binding('p', Command::Previous, "watch-key-previous", "watch-help-previous"),
    binding('?', Command::Help, "watch-key-help", "watch-help-help"),
    binding('q', Command::Quit, "watch-key-quit", "watch-help-quit"),
    binding('l', Command::List, "watch-key-list", "watch-help-list"),
    binding('j', Command::Jump, "watch-key-jump", "watch-help-jump"),
    binding('e', Command::Editor, "watch-key-editor", "watch-help-editor"),
    binding('S', Command::Skip, "watch-key-skip", "watch-help-skip"),
    binding('o', Command::Solution, "watch-key-solution", "watch-help-solution"),
    binding('a', Command::All, "watch-key-all", "watch-help-all"),
    binding('L', Command::Language, "watch-key-language", "watch-help-language"),
    binding('r', Command::Reset, "watch-key-reset", "watch-help-reset"),
];

/// The command of a letter, also when the keyboard is set to Russian: there the same key gives
/// another letter.
pub fn command(letter: char) -> Option<Command> {
    let letter = latin(letter);
    BINDINGS.iter().find(|binding| binding.key == letter).map(|binding| binding.command)
}

fn latin(letter: char) -> char {
    const KEYS: [(char, char); 14] = [
        ('р', 'h'),
        ('ы', 's'),
        ('Ы', 'S'),
        ('е', 't'),
        ('т', 'n'),
        ('з', 'p'),
        ('й', 'q'),
        ('д', 'l'),
        ('о', 'j'),
        ('у', 'e'),
        ('щ', 'o'),
        ('ф', 'a'),
        ('Д', 'L'),
        ('к', 'r'),
    ];
    let pair = KEYS.iter().find(|(there, _)| *there == letter);
    pair.map_or(letter, |(_, here)| *here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_does_the_same_on_a_russian_keyboard() {
        assert_eq!(command('т'), command('n'));
        assert_eq!(command('Д'), Some(Command::Language));
        assert_eq!(command('Ы'), Some(Command::Skip));
        assert_eq!(command('x'), None);
    }

    #[test]
    fn no_key_means_two_things() {
        for binding in &BINDINGS {
            let same = BINDINGS.iter().filter(|other| other.key == binding.key);
            assert_eq!(same.count(), 1, "{}", binding.key);
        }
    }
}
