//! The first lines of a mutant: which check must fail, what it must tell, what else fails.

use std::collections::BTreeSet;

/// What a mutant promises of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub fails: String,
    pub tells: String,
    /// Every other check that fails.
    pub also: BTreeSet<String>,
    /// The only system on which it can be caught, if not every one.
    pub on: Option<String>,
}

impl Header {
    /// Whether it is to be caught on another system only.
    pub fn is_elsewhere(&self) -> bool {
        self.on.as_deref().is_some_and(|on| on != std::env::consts::OS)
    }
}

/// Reads the header, if the first lines say at least what fails and what is told.
pub(super) fn read(source: &str) -> Option<Header> {
    let mut header = Header::default();
    for line in source.lines().map_while(|line| line.strip_prefix("//!")) {
        let Some((name, value)) = line.trim().split_once(':') else { continue };
        match name {
            "fails" => value.trim().clone_into(&mut header.fails),
            "tells" => value.trim().clone_into(&mut header.tells),
            "also" => header.also.extend(list(value)),
            "on" => header.on = Some(value.trim().to_owned()),
            _ => {}
        }
    }
    (!header.fails.is_empty() && !header.tells.is_empty()).then_some(header)
}

fn list(value: &str) -> impl Iterator<Item = String> {
    value.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_may_run_over_several_lines() {
        let source = "//! M1: waits.\n//! fails: a\n//! tells: slow\n//! also: b, c\n//! also: d\nfn f() {}\n";
        let header = read(source).unwrap();
        assert_eq!((header.fails.as_str(), header.tells.as_str()), ("a", "slow"));
        assert_eq!(header.also.into_iter().collect::<Vec<_>>(), ["b", "c", "d"]);
    }

    #[test]
    fn a_mutant_may_be_for_one_system() {
        let header = |more: &str| read(&format!("//! fails: a\n//! tells: slow\n{more}")).unwrap();
        assert!(!header("").is_elsewhere());
        assert!(!header(&format!("//! on: {}\n", std::env::consts::OS)).is_elsewhere());
        assert!(header("//! on: nowhere\n").is_elsewhere());
    }

    #[test]
    fn a_mutant_must_say_what_it_is_for() {
        assert!(read("//! fails: a\nfn f() {}").is_none());
    }
}
