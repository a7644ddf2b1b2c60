//! Recording in virtual time: traces, spans and traced futures. What is recorded is asked and shown
//! by `timeline` and `draw`.

use crate::draw;
use crate::timeline::{Event, Kind, Shape, Timeline};
use pin_project_lite::pin_project;
use std::collections::HashMap;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::runtime::{self, Handle};
use tokio::time::Instant;

/// A recorder of what jobs do and when. Clones record into the same timeline, from any thread.
///
/// Nobody can name the time of an event: it is read from the clock of the runtime in which the
/// trace was started. A thread outside that runtime has no virtual clock, so its events keep their
/// order and have no time.
#[derive(Clone)]
pub struct Trace {
    shared: Arc<Shared>,
}

impl Trace {
    /// Starts a timeline now.
    ///
    /// # Panics
    /// Outside a runtime: there is no virtual clock to start from.
    pub fn start() -> Trace {
        let Ok(runtime) = Handle::try_current() else {
            panic!("Trace::start needs a tokio runtime around it; Trace::detached does not");
        };
        Trace::new(Some(Clock { runtime: runtime.id(), epoch: Instant::now() }))
    }

    /// Starts a timeline that has an order and no times, for checks that have no runtime.
    pub fn detached() -> Trace {
        Trace::new(None)
    }

    /// Starts a job. It runs until its span is ended, failed or dropped.
    pub fn span(&self, job: &str) -> Span {
        let mut log = self.shared.log();
        let attempt = log.attempts.entry(job.to_owned()).or_default();
        *attempt = attempt.saturating_add(1);
        let attempt = *attempt;
        log.push(self.shared.now(), job, attempt, Kind::Start, "");
        Span { trace: self.clone(), job: job.to_owned(), attempt, closed: false }
    }

    /// Notes something about the job, in its latest attempt. A job may consist of marks alone.
    pub fn mark(&self, job: &str, note: &str) {
        let mut log = self.shared.log();
        let attempt = log.attempts.get(job).copied().unwrap_or(1);
        log.push(self.shared.now(), job, attempt, Kind::Mark, note);
    }

    /// Traces a future: it starts at its first poll and ends when it is ready. Dropped in between
    /// it is cancelled; never polled it leaves no trace.
    pub fn run<F: Future>(&self, job: &str, fut: F) -> Run<F> {
        Run { fut, span: None, trace: self.clone(), job: job.to_owned(), ready: false }
    }

    /// A job that takes `ms` of virtual time and gives `out`.
    pub async fn job<T>(&self, job: &str, ms: u64, out: T) -> T {
        let span = self.span(job);
        tokio::time::sleep(Duration::from_millis(ms)).await;
        span.end();
        out
    }

    /// Everything recorded up to now.
    pub fn timeline(&self) -> Timeline {
        Timeline(self.events())
    }

    /// The events recorded up to now, in the order of recording.
    pub fn events(&self) -> Vec<Event> {
        self.shared.log().events.clone()
    }

    fn new(clock: Option<Clock>) -> Trace {
        Trace { shared: Arc::new(Shared { clock, log: Mutex::default() }) }
    }

    fn close(&self, job: &str, attempt: u16, kind: Kind, note: &str) {
        let mut log = self.shared.log();
        log.push(self.shared.now(), job, attempt, kind, note);
    }
}

/// The questions of [`Timeline`], asked of what is recorded up to now.
impl Trace {
    /// See [`Timeline::started`].
    pub fn started(&self, job: &str) -> Option<Duration> {
        self.timeline().started(job)
    }

    /// See [`Timeline::ended`].
    pub fn ended(&self, job: &str) -> Option<(Duration, Kind)> {
        self.timeline().ended(job)
    }

    /// See [`Timeline::attempts`].
    pub fn attempts(&self, job: &str) -> u16 {
        self.timeline().attempts(job)
    }

    /// See [`Timeline::running`].
    pub fn running(&self) -> Vec<String> {
        self.timeline().running()
    }

    /// See [`Timeline::max_overlap`].
    pub fn max_overlap(&self, pick: impl Fn(&str) -> bool) -> usize {
        self.timeline().max_overlap(pick)
    }

    /// See [`Timeline::makespan`].
    pub fn makespan(&self) -> Duration {
        self.timeline().makespan()
    }

    /// See [`Timeline::busy`].
    pub fn busy(&self) -> Duration {
        self.timeline().busy()
    }

    /// See [`Timeline::idle`].
    pub fn idle(&self) -> Duration {
        self.timeline().idle()
    }

    /// See [`Timeline::shape`].
    pub fn shape(&self) -> Shape {
        self.timeline().shape()
    }

    /// See [`Timeline::jobs`].
    pub fn jobs(&self) -> Vec<String> {
        self.timeline().jobs()
    }

    /// See [`Timeline::marks`].
    pub fn marks(&self, job: &str) -> Vec<(Option<Duration>, String)> {
        self.timeline().marks(job)
    }

    /// See [`Timeline::snapshot`].
    pub fn snapshot(&self) -> String {
        self.timeline().snapshot()
    }

    /// See [`Timeline::snapshot_strict`].
    pub fn snapshot_strict(&self) -> String {
        self.timeline().snapshot_strict()
    }

    /// See [`draw::ascii`].
    pub fn gantt(&self, per_col: Duration) -> String {
        draw::ascii(&self.timeline(), per_col)
    }

    /// See [`draw::svg`].
    pub fn svg(&self) -> String {
        draw::svg(&self.timeline())
    }
}

impl fmt::Debug for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Trace({} events)", self.shared.log().events.len())
    }
}

/// A job that runs. Dropped without an end it was cancelled, or went down in a panic.
#[derive(Debug)]
#[must_use = "a span that is dropped at once is a job that was cancelled at once"]
pub struct Span {
    trace: Trace,
    job: String,
    attempt: u16,
    closed: bool,
}

impl Span {
    /// The job has done its work.
    pub fn end(self) {
        self.close(Kind::End, "");
    }

    /// The job has failed.
    pub fn fail(self, why: &str) {
        self.close(Kind::Fail, why);
    }

    fn close(mut self, kind: Kind, note: &str) {
        self.closed = true;
        self.trace.close(&self.job, self.attempt, kind, note);
    }
}

impl Drop for Span {
    fn drop(&mut self) {
        if !self.closed {
            let kind = if std::thread::panicking() { Kind::Panic } else { Kind::Cancel };
            self.trace.close(&self.job, self.attempt, kind, "");
        }
    }
}

pin_project! {
    /// A traced future; see [`Trace::run`].
    #[must_use = "futures do nothing unless polled"]
    pub struct Run<F> {
        // Before the span: what the future holds is dropped, and traced, before the job is over.
        #[pin]
        fut: F,
        span: Option<Span>,
        trace: Trace,
        job: String,
        ready: bool,
    }
}

impl<F: Future> Future for Run<F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        assert!(!*this.ready, "the job `{}` was polled again after it had ended", this.job);
        // Held on the stack meanwhile: if the poll panics, the span goes down with it, even where
        // somebody catches the panic and drops the future later.
        let span = this.span.take().unwrap_or_else(|| this.trace.span(this.job));
        let poll = this.fut.poll(cx);
        if poll.is_ready() {
            *this.ready = true;
            span.end();
        } else {
            *this.span = Some(span);
        }
        poll
    }
}

struct Shared {
    clock: Option<Clock>,
    // A lock of std: it is held for a push, never across an await.
    log: Mutex<Log>,
}

struct Clock {
    runtime: runtime::Id,
    epoch: Instant,
}

#[derive(Default)]
struct Log {
    events: Vec<Event>,
    attempts: HashMap<String, u16>,
}

impl Shared {
    /// Jobs that panic leave whole events behind, so a poisoned log is as good as any.
    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Outside a runtime tokio's clock is the real one, and another runtime has another clock:
    /// neither says anything about this timeline. Kept to the microsecond, as a snapshot is.
    fn now(&self) -> Option<Duration> {
        let clock = self.clock.as_ref()?;
        let here = Handle::try_current().ok()?.id();
        let micros = clock.epoch.elapsed().as_micros();
        (here == clock.runtime)
            .then(|| Duration::from_micros(u64::try_from(micros).unwrap_or(u64::MAX)))
    }
}

impl Log {
    fn push(&mut self, at: Option<Duration>, job: &str, attempt: u16, kind: Kind, note: &str) {
        let seq = u32::try_from(self.events.len()).unwrap_or(u32::MAX);
        let (job, note) = (job.to_owned(), note.to_owned());
        self.events.push(Event { seq, at, job, attempt, kind, note });
    }
}

#[cfg(test)]
mod tests;
