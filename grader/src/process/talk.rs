//! A program that is started early and told later what to do: it is given one text and answers
//! in lines.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Write},
    process::{Child, ChildStdin, Stdio},
    sync::mpsc::{self, Receiver, RecvTimeoutError},
    thread,
};

use super::{
    ProcessError, Stop, Tool,
    run::{Ended, ended, lost, start},
    stop::Held,
};

/// A started program that waits for its text. It is killed with its whole group when dropped.
pub struct Talk {
    tool: Tool,
    child: Held,
    input: Option<ChildStdin>,
    lines: Option<Receiver<io::Result<String>>>,
    errors: Option<thread::JoinHandle<String>>,
}

/// No honest line is longer.
const LONGEST_LINE: u64 = 8 << 20;
/// So many lines are read ahead; a program that says more waits until it is heard.
const AHEAD: usize = 16;
/// Of what it says on standard error, so much is kept.
const KEPT: u64 = 64 << 10;

/// Starts a tool that answers on its standard output. Its deadline is how long it may stay silent
/// while somebody listens.
pub fn talk(tool: &Tool, stop: &Stop) -> Result<Talk, ProcessError> {
    let mut child = start(tool, Stdio::piped(), Stdio::piped())?;
    let lines = child.stdout.take().map(lines_of);
    let errors = child.stderr.take().map(|stream| thread::spawn(move || kept(stream)));
    Ok(Talk::with(tool, stop, child, lines, errors))
}

/// Starts a tool that answers on its standard error. Meanwhile it holds a file open as its
/// standard output, on which it has nothing to say: a lock that has to live as long as the
/// program does, also when the grader is killed.
pub fn talk_holding(tool: &Tool, stop: &Stop, held: File) -> Result<Talk, ProcessError> {
    let mut child = start(tool, Stdio::piped(), held.into())?;
    let lines = child.stderr.take().map(lines_of);
    Ok(Talk::with(tool, stop, child, lines, None))
}

impl Talk {
    fn with(
        tool: &Tool,
        stop: &Stop,
        mut child: Child,
        lines: Option<Receiver<io::Result<String>>>,
        errors: Option<thread::JoinHandle<String>>,
    ) -> Talk {
        let input = child.stdin.take();
        Talk { tool: tool.clone(), child: stop.hold(child), input, lines, errors }
    }

    /// Says the one text; nothing more can be said after it.
    pub fn say(&mut self, text: &str) -> Result<(), ProcessError> {
        let Some(mut input) = self.input.take() else { return Ok(()) };
        let said = input.write_all(text.as_bytes()).and_then(|()| input.write_all(b"\n"));
        said.map_err(|why| lost(&self.tool, why))
    }

    /// The next line of the answer; `None` when there are no more.
    pub fn hear(&mut self) -> Result<Option<String>, ProcessError> {
        let Some(lines) = &self.lines else { return Ok(None) };
        match lines.recv_timeout(self.tool.deadline) {
            Ok(line) => line.map(Some).map_err(|why| lost(&self.tool, why)),
            Err(RecvTimeoutError::Disconnected) => Ok(None),
            Err(RecvTimeoutError::Timeout) => Err(ProcessError::Silent {
                program: self.tool.program.display().to_string(),
                seconds: self.tool.deadline.as_secs(),
            }),
        }
    }

    /// Waits for the end of a program that has said what matters. What else it says is heard to
    /// the end, so that it need not wait for a listener, and forgotten.
    pub fn ended(&mut self) -> Result<Ended, ProcessError> {
        self.input = None;
        while let Ok(Some(_)) = self.hear().inspect_err(|_| self.child.kill()) {}
        self.child.wait().map(ended).map_err(|why| lost(&self.tool, why))
    }

    /// Ends the program and gives what it said on standard error beside its answer.
    pub fn end(&mut self) -> String {
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

/// Reads on a thread of its own, so that whoever listens need not wait for ever.
fn lines_of(stream: impl Read + Send + 'static) -> Receiver<io::Result<String>> {
    let (tell, heard) = mpsc::sync_channel(AHEAD);
    thread::spawn(move || {
        let mut stream = BufReader::new(stream);
        while let Some(line) = line(&mut stream).transpose() {
            let over = line.is_err();
            if tell.send(line).is_err() || over {
                break;
            }
        }
    });
    heard
}

fn line(stream: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let count = stream.take(LONGEST_LINE).read_until(b'\n', &mut line)?;
    Ok((count > 0).then(|| String::from_utf8_lossy(&line).into_owned()))
}

fn kept(mut stream: impl Read) -> String {
    let mut text = Vec::new();
    let _ = stream.by_ref().take(KEPT).read_to_end(&mut text);
    let _ = io::copy(&mut stream, &mut io::sink());
    String::from_utf8_lossy(&text).into_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use std::time::Duration;

    use super::*;

    fn tool(script: &str, deadline: Duration) -> Tool {
        Tool {
            program: "/bin/sh".into(),
            args: vec!["-c".into(), script.into()],
            env: Vec::new(),
            folder: "/".into(),
            deadline,
            interruptible: false,
        }
    }

    fn shell(script: &str, deadline: Duration) -> Talk {
        talk(&tool(script, deadline), &Stop::default()).unwrap()
    }

    #[test]
    fn the_answer_is_heard_line_by_line_to_its_end() {
        let mut talk = shell("read line; echo $line; echo over", Duration::from_mins(5));
        let bread = "rye";
        talk.say(bread).unwrap();
        let heard: Vec<_> = (0..3).map(|_| talk.hear().unwrap()).collect();
        assert_eq!(heard, [Some("rye\n".to_owned()), Some("over\n".to_owned()), None]);
    }

    #[test]
    fn a_program_that_was_stopped_is_not_waited_for_for_ever() {
        // It can say nothing any more, and its output stays open.
        let mut talk = shell("kill -STOP $$; echo never", Duration::from_millis(1));
        assert!(matches!(talk.hear(), Err(ProcessError::Silent { .. })));
    }

    #[test]
    fn a_line_without_an_end_is_cut() {
        let mut talk = shell("head -c 9000000 /dev/zero", Duration::from_mins(5));
        assert_eq!(talk.hear().unwrap().map(|line| line.len() as u64), Some(LONGEST_LINE));
    }

    #[test]
    fn a_lock_is_held_for_as_long_as_the_program_lives_that_answers_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let lock = File::create(&path).unwrap();
        lock.lock().unwrap();
        let tool = tool("read line; echo $line >&2; exit 3", Duration::from_mins(5));
        let mut talk = talk_holding(&tool, &Stop::default(), lock).unwrap();
        let other = File::open(&path).unwrap();
        assert!(other.try_lock().is_err());
        let bread = "rye";
        talk.say(bread).unwrap();
        assert_eq!(talk.hear().unwrap().as_deref(), Some("rye\n"));
        assert_eq!(talk.ended().unwrap().code, Some(3));
        assert!(other.try_lock().is_ok());
    }

    #[test]
    fn a_program_that_goes_on_speaking_comes_to_its_end() {
        let script = "echo first >&2; head -c 200000 /dev/zero | tr '\\0' '\\n' >&2; exit 4";
        let tool = tool(script, Duration::from_mins(5));
        let held = tempfile::tempfile().unwrap();
        let mut talk = talk_holding(&tool, &Stop::default(), held).unwrap();
        assert_eq!(talk.hear().unwrap().as_deref(), Some("first\n"));
        assert_eq!(talk.ended().unwrap().code, Some(4));
    }
}
