//! Lines that the machine around a report would obey: runners of workflows take commands from
//! whatever is printed. A submission's words are in the report, and they order nothing.

use std::io::{self, Write};

/// How a command begins, anywhere in a line.
const ANYWHERE: [&str; 3] = ["##[", "##vso[", "##teamcity["];
/// How a command begins that stands first in its line, behind blanks or none.
const FIRST: &str = "::";

/// Writes whole lines, with a sign in every one that would be obeyed.
pub struct Unobeyed<W: Write> {
    out: W,
    line: Vec<u8>,
}

impl<W: Write> Unobeyed<W> {
    pub fn new(out: W) -> Unobeyed<W> {
        Unobeyed { out, line: Vec::new() }
    }

    fn pass_on(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        match str::from_utf8(&line).ok().and_then(unobeyed) {
            Some(line) => self.out.write_all(line.as_bytes()),
            None => self.out.write_all(&line),
        }
    }
}

impl<W: Write> Write for Unobeyed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(part);
            if part.ends_with(b"\n") {
                self.pass_on()?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.pass_on()?;
        self.out.flush()
    }
}

impl<W: Write> Drop for Unobeyed<W> {
    fn drop(&mut self) {
        // Nobody is left to hear of a failure.
        let _ = self.pass_on();
    }
}

/// The line with a sign in the place where it would be obeyed; nothing when nobody would.
fn unobeyed(line: &str) -> Option<String> {
    let words = line.trim_start();
    if words.starts_with(FIRST) {
        let blanks = &line[..line.len() - words.len()];
        return Some(format!("{blanks}\\{words}"));
    }
    ANYWHERE.iter().any(|command| line.contains(command)).then(|| line.replace("##", "#\\#"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(parts: &[&str]) -> String {
        let mut out = Vec::new();
        let mut lines = Unobeyed::new(&mut out);
        for part in parts {
            lines.write_all(part.as_bytes()).unwrap();
        }
        drop(lines);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn no_line_is_a_command() {
        assert_eq!(written(&["  ::stop-", "commands::x\n"]), "  \\::stop-commands::x\n");
        assert_eq!(written(&["a ##vso[task.setvariable]b\n"]), "a #\\#vso[task.setvariable]b\n");
        assert_eq!(written(&["\u{a0}::", "error::no end"]), "\u{a0}\\::error::no end");
    }

    #[test]
    fn other_lines_stay_as_they_are() {
        let text = "use std::fs;\n  a::b\n## Notes\nno end";
        assert_eq!(written(&[text]), text);
    }
}
