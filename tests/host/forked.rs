//! A process for every check by fork: the loaded submission is there at once, and whatever a
//! check does to its process stays in it. Also the deadlines that a check cannot talk its way
//! out of.
#![allow(unsafe_code, reason = "fork, pipes and signals have no safe face in std")]

use std::{
    fs::File,
    io::{self, Read},
    os::fd::{AsRawFd, OwnedFd, RawFd},
    time::{Duration, Instant},
};

use contract::kit::record::{Checked, End, Record, Reply, Request, Seen};

use super::{
    bench::Bench,
    channel::{self, Grader, Unfit},
    child,
    confined::{self, Cell},
    parent,
};

/// The watchdog inside the check's process speaks long before this; it is for processes that
/// lost their watchdog.
const LAST_WORD: Duration = Duration::from_secs(15);
/// A check that runs longer than this gives its place to the next one.
const QUICK: Duration = Duration::from_millis(8);
/// More checks than this are never alive at the same time.
const ALIVE: usize = 12;
/// So much of a check's output is kept, the rest is read and dropped.
const OUTPUT: usize = 4 << 10;
/// No honest record is larger.
const RECORD: usize = 1 << 20;
/// How often deadlines are looked at.
const LOOK: libc::c_int = 4;

/// Runs every check of the request and tells each as it ends.
pub fn all(bench: &dyn Bench, request: &Request, grader: &mut Grader) -> io::Result<()> {
    let mut waiting: Vec<(&str, bool)> =
        request.checks.iter().rev().map(|check| (check.as_str(), false)).collect();
    let mut alive: Vec<Attempt> = Vec::new();
    let ground = Ground {
        bench,
        nothing: File::open("/dev/null")?,
        cell: confined::enter(request)?,
        host: process_id(),
    };
    while !waiting.is_empty() || !alive.is_empty() {
        while has_place(&alive, request.at_once) {
            let Some((check, again)) = waiting.pop() else { break };
            match Attempt::start(&ground, check, again) {
                Ok(attempt) => alive.push(attempt),
                // A check that took all there is gives it back when it ends.
                Err(why) if is_shortage(&why) && !alive.is_empty() => {
                    waiting.push((check, again));
                    break;
                }
                Err(why) => return Err(why),
            }
        }
        wait_for_news(&mut alive)?;
        if !parent::is_heard(grader.line()) {
            alive.iter().for_each(|attempt| kill_group(attempt.process));
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let (over, going) = alive.into_iter().partition(|attempt| attempt.over);
        alive = going;
        for attempt in over {
            let again = attempt.again;
            let checked = attempt.finish(&request.token)?;
            if checked.seen.end.wants_a_second_look() && !again {
                let check = request.checks.iter().find(|check| **check == checked.check);
                waiting.extend(check.map(|check| (check.as_str(), true)));
            } else {
                grader.tell(&Reply::Checked(checked))?;
            }
        }
    }
    Ok(())
}

/// Whether there is no room for one more process just now.
fn is_shortage(why: &io::Error) -> bool {
    matches!(why.raw_os_error(), Some(libc::EAGAIN | libc::ENOMEM))
}

/// What every check starts from.
struct Ground<'a> {
    bench: &'a dyn Bench,
    /// An empty input; once the host is locked in, nothing can be opened.
    nothing: File,
    cell: Option<Cell>,
    /// With whom it ends.
    host: libc::pid_t,
}

/// One running check.
struct Attempt<'a> {
    check: &'a str,
    /// Whether this is the second look.
    again: bool,
    token: String,
    process: libc::pid_t,
    record: Stream,
    output: Stream,
    started: Instant,
    over: bool,
}

/// What comes out of a check's process, read as it comes and cut at a limit.
struct Stream {
    file: File,
    kept: Vec<u8>,
    limit: usize,
    open: bool,
}

impl<'a> Attempt<'a> {
    fn start(ground: &Ground, check: &'a str, again: bool) -> io::Result<Attempt<'a>> {
        let token = channel::random_token()?;
        let (record, record_in) = pipe()?;
        let (output, output_in) = pipe()?;
        // SAFETY: the host has one thread, so the child finds every lock free.
        match unsafe { libc::fork() } {
            -1 => Err(io::Error::last_os_error()),
            0 => become_the_check(ground, check, token, record_in, &output_in),
            process => {
                drop((record_in, output_in));
                Ok(Attempt {
                    check,
                    again,
                    token,
                    process,
                    record: Stream::new(record, RECORD)?,
                    output: Stream::new(output, OUTPUT)?,
                    started: Instant::now(),
                    over: false,
                })
            }
        }
    }

    /// Reads what has come; the check is over when its record line is closed.
    fn look(&mut self) -> io::Result<()> {
        self.record.read()?;
        self.output.read()?;
        self.over = !self.record.open || self.started.elapsed() >= LAST_WORD;
        Ok(())
    }

    /// Ends whatever is left of the process and says how the check ended.
    fn finish(mut self, token: &str) -> io::Result<Checked> {
        let micros = u64::try_from(self.started.elapsed().as_micros()).unwrap_or(u64::MAX);
        let late = self.record.open;
        let status = end_process(self.process, late)?;
        self.output.read()?;
        let overdue = End::Overdue { millis: micros / 1000 };
        let seen = self.testimony()?.unwrap_or_else(|| Seen {
            end: if late { overdue } else { end_without_record(status) },
            trace: None,
            panics: Vec::new(),
        });
        Ok(Checked {
            token: token.to_owned(),
            check: self.check.to_owned(),
            seen,
            micros,
            output: String::from_utf8_lossy(&self.output.kept).into_owned(),
        })
    }

    /// The record, if it is one and carries this attempt's token.
    fn testimony(&self) -> io::Result<Option<Seen>> {
        let line = &self.record.kept;
        if let Ok(Unfit { token, unfit }) = serde_json::from_slice(line)
            && token == self.token
        {
            return Err(io::Error::other(format!("a check could not begin: {unfit}")));
        }
        let record: Option<Record> = serde_json::from_slice(line).ok();
        Ok(record.filter(|record| record.token == self.token).map(|record| record.seen))
    }
}

impl Stream {
    fn new(end: OwnedFd, limit: usize) -> io::Result<Stream> {
        // SAFETY: the descriptor is open and ours.
        let done = unsafe { libc::fcntl(end.as_raw_fd(), libc::F_SETFL, libc::O_NONBLOCK) };
        checked(done)?;
        Ok(Stream { file: File::from(end), kept: Vec::new(), limit, open: true })
    }

    /// Reads a bounded amount of what is there, so that a flood cannot hold up the deadlines.
    fn read(&mut self) -> io::Result<()> {
        let mut buffer = [0; 16 << 10];
        for _ in 0..16 {
            match self.file.read(&mut buffer) {
                Ok(0) => {
                    self.open = false;
                    return Ok(());
                }
                Ok(count) => {
                    let room = self.limit.saturating_sub(self.kept.len());
                    self.kept.extend_from_slice(&buffer[..count.min(room)]);
                }
                Err(why) if why.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
                Err(why) => return Err(why),
            }
        }
        Ok(())
    }
}

fn has_place(alive: &[Attempt], at_once: usize) -> bool {
    let quick = alive.iter().filter(|attempt| attempt.started.elapsed() < QUICK).count();
    quick < at_once.max(1) && alive.len() < ALIVE
}

fn wait_for_news(alive: &mut [Attempt]) -> io::Result<()> {
    let open = |stream: &Stream| if stream.open { stream.file.as_raw_fd() } else { -1 };
    let mut watched: Vec<libc::pollfd> = alive
        .iter()
        .flat_map(|attempt| [open(&attempt.record), open(&attempt.output)])
        .map(|fd| libc::pollfd { fd, events: libc::POLLIN, revents: 0 })
        .collect();
    // SAFETY: the slice is valid for the length given.
    unsafe { libc::poll(watched.as_mut_ptr(), watched.len() as libc::nfds_t, LOOK) };
    alive.iter_mut().try_for_each(Attempt::look)
}

/// The child's side of the fork: nothing of the host's is left open to it but its own record
/// line, and it leads a process group that can be killed as one.
fn become_the_check(
    ground: &Ground,
    check: &str,
    token: String,
    record: OwnedFd,
    output: &OwnedFd,
) -> ! {
    let prepared = (|| -> io::Result<()> {
        parent::end_with(ground.host)?;
        // SAFETY: always allowed; makes this process the leader of its own group.
        unsafe { libc::setpgid(0, 0) };
        channel::redirect(ground.nothing.as_raw_fd(), libc::STDIN_FILENO)?;
        channel::redirect(output.as_raw_fd(), libc::STDOUT_FILENO)?;
        channel::redirect(output.as_raw_fd(), libc::STDERR_FILENO)?;
        close_all_but(record.as_raw_fd());
        // From here on the process is the submission's.
        ground.cell.as_ref().map_or(Ok(()), |cell| cell.lock().map_err(io::Error::other))
    })();
    let line = File::from(record);
    if let Err(why) = prepared {
        child::unfit(line, &token, &why);
    }
    child::run(ground.bench, check, token, line)
}

fn process_id() -> libc::pid_t {
    // SAFETY: always allowed.
    unsafe { libc::getpid() }
}

/// Closes every descriptor above standard error but `kept`: above all the line to the grader.
fn close_all_but(kept: RawFd) {
    let kept = u32::try_from(kept).unwrap_or_default();
    if close_range(3, kept.saturating_sub(1)) && close_range(kept + 1, u32::MAX) {
        return;
    }
    for fd in (3..64).filter(|fd| *fd != kept) {
        // SAFETY: nothing in this process uses these descriptors any more.
        unsafe { libc::close(fd.cast_signed()) };
    }
}

/// Closes them all at once, where the system can.
#[cfg(target_os = "linux")]
fn close_range(first: u32, last: u32) -> bool {
    // SAFETY: nothing in this process uses these descriptors any more.
    first > last || unsafe { libc::syscall(libc::SYS_close_range, first, last, 0) } == 0
}

#[cfg(not(target_os = "linux"))]
fn close_range(_first: u32, _last: u32) -> bool {
    false
}

/// Kills the group and waits for its leader; gives the leader's status.
fn end_process(process: libc::pid_t, late: bool) -> io::Result<libc::c_int> {
    if late {
        kill_group(process);
    }
    let mut status = 0;
    // SAFETY: an all-zero `siginfo_t` is a valid one, and both places outlive the calls. The
    // leader is left unreaped until its group is dead, so that its number names nobody else.
    unsafe {
        let mut info = std::mem::zeroed();
        let leader = libc::id_t::try_from(process).unwrap_or_default();
        checked(libc::waitid(libc::P_PID, leader, &raw mut info, libc::WEXITED | libc::WNOWAIT))?;
        kill_group(process);
        checked(libc::waitpid(process, &raw mut status, 0))?;
    }
    Ok(status)
}

fn kill_group(process: libc::pid_t) {
    // SAFETY: the group was made by our own child.
    unsafe { libc::kill(-process, libc::SIGKILL) };
}

fn end_without_record(status: libc::c_int) -> End {
    if libc::WIFSIGNALED(status) {
        End::Killed { signal: libc::WTERMSIG(status) }
    } else {
        End::Exited { code: libc::WEXITSTATUS(status) }
    }
}

fn pipe() -> io::Result<(OwnedFd, OwnedFd)> {
    let (reader, writer) = io::pipe()?;
    Ok((reader.into(), writer.into()))
}

fn checked(answer: libc::c_int) -> io::Result<libc::c_int> {
    if answer == -1 { Err(io::Error::last_os_error()) } else { Ok(answer) }
}
