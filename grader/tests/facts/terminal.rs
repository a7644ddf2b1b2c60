//! The built program in a real terminal: what it shows there, what it is typed, how it leaves.
//! Everything is waited for by what stands on the screen, never by the clock.

use std::{
    io::{Read, Write},
    num::NonZeroU16,
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

use super::courses::Course;

/// Far more than anything takes on a machine in trouble, and less than the compiler is given.
const PATIENCE: Duration = Duration::from_secs(75);

/// How often in a row nothing is heard of a grader that is gone, before that is believed.
const QUIET: usize = 30;

/// A terminal with the grader in it.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    /// Kept, so that the terminal can be asked for its state when the grader is gone.
    _slave: Box<dyn SlavePty + Send>,
    child: Box<dyn Child + Send + Sync>,
    input: Box<dyn Write + Send>,
    output: mpsc::Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// How the terminal was before the grader came.
    before: String,
}

impl Terminal {
    /// Starts `grader` in a course, with so many columns and rows.
    pub fn start(course: &Course, args: &[&str], size: (u16, u16)) -> Terminal {
        Terminal::start_with(course, args, size, &[])
    }

    /// The same with variables of its own.
    pub fn start_with(
        course: &Course,
        args: &[&str],
        (columns, rows): (u16, u16),
        variables: &[(&str, &str)],
    ) -> Terminal {
        let pair = native_pty_system().openpty(sized(columns, rows)).expect("a terminal");
        let mut reader = pair.master.try_clone_reader().expect("its output");
        let (tell, output) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut bytes) {
                if tell.send(bytes[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let before = state(&*pair.master);
        let child =
            pair.slave.spawn_command(command(course, args, variables)).expect("the grader starts");
        Terminal {
            input: pair.master.take_writer().expect("its input"),
            master: pair.master,
            _slave: pair.slave,
            child,
            output,
            screen: vt100::Parser::new(some(rows), some(columns), 0),
            before,
        }
    }

    /// Types the letters.
    pub fn typed(&mut self, letters: &str) {
        self.input.write_all(letters.as_bytes()).expect("the grader takes keys");
        self.input.flush().expect("the grader takes keys");
    }

    pub fn resized(&mut self, columns: u16, rows: u16) {
        self.screen.screen_mut().set_size(some(rows), some(columns));
        self.master.resize(sized(columns, rows)).expect("a new size");
    }

    /// Waits until the screen shows all of these, and gives what it shows.
    pub fn shows(&mut self, wanted: &[&str]) -> String {
        let what = format!("{wanted:?}");
        self.wait(&what, |screen| {
            let shown = screen.contents();
            wanted.iter().all(|wanted| shown.contains(wanted)).then_some(shown)
        })
    }

    /// Waits until the grader is gone, and gives its exit code and what is left on the screen.
    pub fn ended(&mut self) -> (u32, String) {
        let begin = Instant::now();
        let status = loop {
            self.hear(Duration::from_millis(20));
            if let Some(status) = self.child.try_wait().expect("the grader can be waited for") {
                break status;
            }
            assert!(begin.elapsed() < PATIENCE, "it does not end:\n{}", self.text());
        };
        // What it said last may still be on its way.
        let left = self.wait("the ordinary screen", |screen| {
            (!screen.alternate_screen() && !screen.hide_cursor()).then(|| screen.contents())
        });
        (status.exit_code(), left)
    }

    /// Whether the terminal takes lines and shows what is typed, as it did before.
    pub fn is_as_before(&self) -> bool {
        state(&*self.master) == self.before
    }

    pub fn kill(&self, signal: rustix::process::Signal) {
        let id = self.child.process_id().and_then(|id| i32::try_from(id).ok());
        let id = id.and_then(rustix::process::Pid::from_raw).expect("the grader runs");
        rustix::process::kill_process(id, signal).expect("the grader runs");
    }

    fn text(&self) -> String {
        self.screen.screen().contents()
    }

    fn wait<T>(&mut self, what: &str, found: impl Fn(&vt100::Screen) -> Option<T>) -> T {
        let begin = Instant::now();
        let mut quiet = 0;
        loop {
            if let Some(found) = found(self.screen.screen()) {
                return found;
            }
            let given_up = begin.elapsed() > PATIENCE || quiet > QUIET;
            assert!(!given_up, "the screen never shows {what}:\n{}", self.text());
            let heard = self.hear(Duration::from_millis(100));
            // Of a grader that is gone nothing more will come.
            let gone = !heard && self.child.try_wait().is_ok_and(|status| status.is_some());
            quiet = if gone { quiet + 1 } else { 0 };
        }
    }

    /// Takes in what the grader says next; whether it said something so soon.
    fn hear(&mut self, patience: Duration) -> bool {
        match self.output.recv_timeout(patience) {
            Ok(bytes) => self.screen.process(&bytes),
            // The terminal is kept open on this side, so it is never the end.
            Err(_) => return false,
        }
        true
    }
}

/// A failed test leaves nobody behind.
impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(course: &Course, args: &[&str], variables: &[(&str, &str)]) -> CommandBuilder {
    // The same clean environment as in every other test.
    let clean = course.grader(args);
    let mut command = CommandBuilder::new(clean.get_program());
    command.args(clean.get_args());
    command.env_clear();
    for (name, value) in clean.get_envs() {
        if let Some(value) = value {
            command.env(name, value);
        }
    }
    command.env("TERM", "xterm-256color");
    for (name, value) in variables {
        command.env(name, value);
    }
    command.cwd(&course.folder);
    command
}

fn state(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("a terminal has a state"))
}

fn some(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).expect("a terminal has a size")
}

fn sized(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}
