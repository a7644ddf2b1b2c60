//! A process for every check by starting the host anew: slower than fork, and possible
//! everywhere. The new process loads the submission itself and answers on its standard output.

use std::{
    env,
    io::{self, Read, Write},
    process::{Child, Command, Stdio},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use contract::kit::record::{Checked, End, Record, Reply, Request, Seen};

use super::{
    bench::Exercise,
    channel::{self, Grader},
    child, serve,
};

/// How the host is told to be the process of one check.
pub const COMMAND: &str = "one";

/// The watchdog inside the process speaks long before this.
const LAST_WORD: Duration = Duration::from_secs(15);
/// So many processes run side by side: a hang in one must not hold up the others for long.
const ALIVE: usize = 8;
/// So much of a check's output is kept, the rest is read and dropped.
const OUTPUT: usize = 4 << 10;
/// No honest record is larger.
const RECORD: usize = 1 << 20;

/// Runs every check of the request and tells each as it ends.
pub fn all(request: &Request, grader: &mut Grader) -> io::Result<()> {
    let next = AtomicUsize::new(0);
    let told = Mutex::new(grader);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..ALIVE.min(request.checks.len()))
            .map(|_| scope.spawn(|| work(request, &next, &told)))
            .collect();
        let done = workers.into_iter().map(|worker| worker.join().unwrap_or(Ok(())));
        done.collect::<io::Result<()>>()
    })
}

/// Is the process of one check.
pub fn one(exercises: &[Exercise]) -> io::Result<()> {
    let line = channel::take_stdout()?;
    let request = channel::request()?;
    let bench = serve::load(exercises, &request).map_err(io::Error::other)?;
    let check = request.checks.first().map(String::as_str).unwrap_or_default();
    child::run(&*bench, check, request.token.clone(), line)
}

fn work(request: &Request, next: &AtomicUsize, told: &Mutex<&mut Grader>) -> io::Result<()> {
    while let Some(check) = request.checks.get(next.fetch_add(1, Ordering::Relaxed)) {
        let mut checked = attempt(request, check)?;
        if checked.seen.end.wants_a_second_look() {
            checked = attempt(request, check)?;
        }
        let mut grader = told.lock().unwrap_or_else(PoisonError::into_inner);
        grader.tell(&Reply::Checked(checked))?;
    }
    Ok(())
}

fn attempt(request: &Request, check: &str) -> io::Result<Checked> {
    let token = channel::random_token()?;
    let begin = Instant::now();
    let mut process = start()?;
    let (record, output) =
        (kept(process.stdout.take(), RECORD), kept(process.stderr.take(), OUTPUT));
    let own = Request { token: token.clone(), checks: vec![check.to_owned()], ..request.clone() };
    if let Some(mut input) = process.stdin.take() {
        // A process that died already is told by its status.
        let _ = writeln!(input, "{}", serde_json::to_string(&own)?);
    }
    let ended = wait(&mut process)?;
    let micros = u64::try_from(begin.elapsed().as_micros()).unwrap_or(u64::MAX);
    let text = record.recv_timeout(LAST_WORD).unwrap_or_default();
    let end = ended.unwrap_or(End::Overdue { millis: micros / 1000 });
    let seen = testimony(&text, &token).unwrap_or(Seen { end, trace: None, panics: Vec::new() });
    let output = output.recv_timeout(LAST_WORD).unwrap_or_default();
    Ok(Checked {
        token: request.token.clone(),
        check: check.to_owned(),
        seen,
        micros,
        output: String::from_utf8_lossy(&output).into_owned(),
    })
}

#[allow(clippy::disallowed_methods, reason = "the host starts itself, and nothing else")]
fn start() -> io::Result<Child> {
    Command::new(env::current_exe()?)
        .arg(COMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
}

/// Waits for the end of the process; `None` when it had to be killed.
fn wait(process: &mut Child) -> io::Result<Option<End>> {
    const LOOK: Duration = Duration::from_millis(2);
    let begin = Instant::now();
    loop {
        if let Some(status) = process.try_wait()? {
            return Ok(Some(end_without_record(status)));
        }
        if begin.elapsed() >= LAST_WORD {
            process.kill()?;
            process.wait()?;
            return Ok(None);
        }
        thread::sleep(LOOK);
    }
}

#[cfg(unix)]
fn end_without_record(status: std::process::ExitStatus) -> End {
    use std::os::unix::process::ExitStatusExt;

    match (status.code(), status.signal()) {
        (None, Some(signal)) => End::Killed { signal },
        (code, _) => End::Exited { code: code.unwrap_or(-1) },
    }
}

#[cfg(not(unix))]
fn end_without_record(status: std::process::ExitStatus) -> End {
    End::Exited { code: status.code().unwrap_or(-1) }
}

/// Reads a stream to its end on a thread of its own and keeps its beginning.
fn kept(stream: Option<impl Read + Send + 'static>, limit: usize) -> mpsc::Receiver<Vec<u8>> {
    let (tell, heard) = mpsc::channel();
    thread::spawn(move || {
        let mut text = Vec::new();
        if let Some(mut stream) = stream {
            let _ = stream.by_ref().take(limit as u64).read_to_end(&mut text);
            let _ = io::copy(&mut stream, &mut io::sink());
        }
        let _ = tell.send(text);
    });
    heard
}

/// The line that carries this attempt's token. Where a submission's prints share the stream,
/// other lines stand before it.
fn testimony(text: &[u8], token: &str) -> Option<Seen> {
    let lines = text.split(|byte| *byte == b'\n');
    let records = lines.filter_map(|line| serde_json::from_slice::<Record>(line).ok());
    records.into_iter().find(|record| record.token == token).map(|record| record.seen)
}
