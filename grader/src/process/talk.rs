//! A program that is started early and told later what to do: it is given one line and answers
//! in lines.

use std::{
    io::{BufRead, BufReader, Read, Write},
    process::{ChildStderr, ChildStdin, ChildStdout, Stdio},
    thread,
};

use super::{
    ProcessError, Stop, Tool,
    run::{lost, start},
    stop::Held,
};

/// A started program that waits for its line. It is killed with its whole group when dropped.
pub struct Talk {
    tool: Tool,
    child: Held,
    input: Option<ChildStdin>,
    output: Option<BufReader<ChildStdout>>,
    errors: Option<thread::JoinHandle<String>>,
}

/// No honest line is longer.
const LONGEST_LINE: u64 = 8 << 20;
/// Of what it says on standard error, so much is kept.
const KEPT: u64 = 64 << 10;

/// Starts the tool. Its deadline is the tool's own affair, unless somebody asks it to stop.
pub fn talk(tool: &Tool, stop: &Stop) -> Result<Talk, ProcessError> {
    let mut child = start(tool, Stdio::piped())?;
    let input = child.stdin.take();
    let output = child.stdout.take().map(BufReader::new);
    let errors = child.stderr.take().map(|stream| thread::spawn(move || kept(stream)));
    let child = stop.hold(child);
    Ok(Talk { tool: tool.clone(), child, input, output, errors })
}

impl Talk {
    /// Says the one line; nothing more can be said after it.
    pub fn say(&mut self, line: &str) -> Result<(), ProcessError> {
        let Some(mut input) = self.input.take() else { return Ok(()) };
        input.write_all(line.as_bytes()).map_err(|why| lost(&self.tool, why))?;
        input.write_all(b"\n").map_err(|why| lost(&self.tool, why))
    }

    /// The next line of the answer; `None` when there are no more.
    pub fn hear(&mut self) -> Result<Option<String>, ProcessError> {
        let Some(output) = &mut self.output else { return Ok(None) };
        let mut line = Vec::new();
        let read = output.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line);
        let count = read.map_err(|why| lost(&self.tool, why))?;
        Ok((count > 0).then(|| String::from_utf8_lossy(&line).into_owned()))
    }

    /// Ends the program and gives what it said on standard error.
    pub fn end(mut self) -> String {
        self.stop();
        self.errors.take().and_then(|errors| errors.join().ok()).unwrap_or_default()
    }

    fn stop(&mut self) {
        self.input = None;
        self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Talk {
    fn drop(&mut self) {
        self.stop();
    }
}

fn kept(mut stream: ChildStderr) -> String {
    let mut text = Vec::new();
    let _ = stream.by_ref().take(KEPT).read_to_end(&mut text);
    let _ = std::io::copy(&mut stream, &mut std::io::sink());
    String::from_utf8_lossy(&text).into_owned()
}
