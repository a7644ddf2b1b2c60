//! Which language: what was asked for, then `DOJO_LANG`, then the system's locale.

use crate::model::Language;

/// The language to speak. A locale that the course does not have is answered in English.
pub fn language(asked: Option<Language>, variable: Option<&str>) -> Language {
    asked
        .or_else(|| variable.and_then(Language::of_tag))
        .or_else(|| sys_locale::get_locales().find_map(|tag| Language::of_tag(&tag)))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_for_wins_over_the_variable() {
        assert_eq!(language(Some(Language::En), Some("ru")), Language::En);
        assert_eq!(language(None, Some("ru_RU.UTF-8")), Language::Ru);
    }
}
