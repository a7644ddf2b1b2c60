//! Solutions under a seal. The key is made from words that stand in the pack, so whoever wants
//! to break the seal can: it keeps an honest student from seeing a solution by accident, in a
//! search over the folder or in an open editor, and it keeps nothing from anybody else.

use chacha20poly1305::{
    ChaCha20Poly1305, Key, Nonce,
    aead::{Aead, KeyInit, Payload},
};
use serde::{Deserialize, Serialize};

use crate::model::Language;

/// What the key is for; raised when the content of a seal changes its form.
const PURPOSE: &str = "async-dojo 2026 solution under a seal v1";
/// Bytes of the nonce, which stand before the rest.
const NONCE: usize = 12;

/// What is under the seal of one exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Solution {
    pub module: String,
    /// What to take away, in English and in Russian.
    pub en: String,
    pub ru: String,
}

impl Solution {
    pub fn takeaway(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Ru => &self.ru,
        }
    }
}

/// Seals. Equal solutions have equal seals, so that a pack stays the same byte for byte: the
/// nonce is made from the content, and is another one whenever the content is.
pub fn seal(exercise: &str, solution: &Solution) -> Option<Vec<u8>> {
    let text = serde_json::to_vec(solution).ok()?;
    let hash = blake3::keyed_hash(&key(exercise), &text);
    let nonce: [u8; NONCE] = hash.as_bytes()[..NONCE].try_into().ok()?;
    let payload = Payload { msg: &text, aad: exercise.as_bytes() };
    let sealed = cipher(exercise).encrypt(&Nonce::from(nonce), payload).ok()?;
    Some([nonce.as_slice(), &sealed].concat())
}

/// Opens a seal; gives nothing when it is not of this exercise or was damaged.
pub fn open(exercise: &str, sealed: &[u8]) -> Option<Solution> {
    let (nonce, rest) = sealed.split_at_checked(NONCE)?;
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    let payload = Payload { msg: rest, aad: exercise.as_bytes() };
    let text = cipher(exercise).decrypt(&Nonce::from(nonce), payload).ok()?;
    serde_json::from_slice(&text).ok()
}

fn cipher(exercise: &str) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(&Key::from(key(exercise)))
}

fn key(exercise: &str) -> [u8; 32] {
    blake3::derive_key(PURPOSE, exercise.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn solution() -> Solution {
        Solution {
            module: "fn a() {}".to_owned(), en: "why".to_owned(), ru: "почему".to_owned()
        }
    }

    #[test]
    fn a_seal_opens_for_its_exercise_alone_and_tells_nothing_before() {
        let sealed = seal("bread", &solution()).unwrap();
        assert_eq!(open("bread", &sealed), Some(solution()));
        assert_eq!(open("crumbs", &sealed), None);
        assert!(!String::from_utf8_lossy(&sealed).contains("fn a"));
    }

    #[test]
    fn equal_solutions_have_equal_seals_and_others_another_nonce() {
        let other = Solution { en: "how".to_owned(), ..solution() };
        let [one, again, other] =
            [solution(), solution(), other].map(|it| seal("bread", &it).unwrap());
        assert_eq!(one, again);
        assert_ne!(one[..NONCE], other[..NONCE]);
    }

    #[test]
    fn a_damaged_seal_opens_nothing() {
        let mut sealed = seal("bread", &solution()).unwrap();
        *sealed.last_mut().unwrap() ^= 1;
        assert_eq!(open("bread", &sealed), None);
        assert_eq!(open("bread", b"short"), None);
    }
}
