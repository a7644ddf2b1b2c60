//! The checks of `gather` that students never see.

use contract::{
    futures::FutureExt,
    gather::{Gather, Job, Settled},
    kit::{Kind, Live, Trace},
    tokio::{
        task::yield_now,
        time::{sleep, timeout},
    },
};
use std::{
    any::Any,
    future::poll_fn,
    panic::{self, AssertUnwindSafe},
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering::SeqCst},
    },
    time::Duration,
};

use super::public::{Plan, every_job, job, jobs, ms, side_by_side, timed};
use crate::host::check::{Mistake, Told, checks, mistake, same, unless};

checks! { dyn Gather:
    compared concurrent_not_sequential,
    compared order_of_arguments,
    paused first_error_at_once,
    compared siblings_survive_error,
    paused earliest_not_first_listed,
    compared drop_cancels_children,
    compared settled_drop_cancels_children,
    compared settled_collects_all,
    paused settled_panic_is_value,
    paused gather_panic_propagates,
    paused empty_is_ok,
    paused many_1000,
    paused cpu_friendly_sibling,
}

async fn concurrent_not_sequential(subject: &dyn Gather, trace: &Trace) -> Told {
    let plans = [("A", 1000, Ok(7)), ("B", 1000, Ok(7)), ("C", 1000, Ok(7))];
    let (values, took) = timed(trace, "gather", subject.gather(jobs(trace, &plans))).await;
    side_by_side(trace, took, 1000)?;
    same("gather([A, B, C])", values, Ok(vec![7, 7, 7]))?;
    same("time", took, ms(1000))
}

async fn order_of_arguments(subject: &dyn Gather, trace: &Trace) -> Told {
    let plans = [("A", 300, Ok(1)), ("B", 100, Ok(2)), ("C", 200, Ok(3))];
    let (values, took) = timed(trace, "gather", subject.gather(jobs(trace, &plans))).await;
    side_by_side(trace, took, 300)?;
    unless(values != Ok(vec![2, 3, 1]), || completion_order("2, 3, 1", "1, 2, 3"))?;
    same("gather([A, B, C])", values, Ok(vec![1, 2, 3]))?;
    same("time", took, ms(300))
}

async fn first_error_at_once(subject: &dyn Gather, trace: &Trace) -> Told {
    let plans = [("A", 300, Ok(1)), ("B", 100, Err("burnt")), ("C", 200, Err("cold"))];
    let (error, took) = timed(trace, "gather", subject.gather(jobs(trace, &plans))).await;
    // The picture shows what becomes of the others.
    sleep(ms(500)).await;
    side_by_side(trace, took, 100)?;
    not_later_than(trace, "B", took)?;
    same("gather([A, B, C])", error, Err("burnt".to_owned()))?;
    same("time", took, ms(100))
}

async fn siblings_survive_error(subject: &dyn Gather, trace: &Trace) -> Told {
    let plans = [("A", 300, Ok(1)), ("B", 100, Err("burnt")), ("C", 200, Ok(3))];
    let (error, took) = timed(trace, "gather", subject.gather(jobs(trace, &plans))).await;
    sleep(ms(500)).await;
    side_by_side(trace, took, 100)?;
    let cancelled =
        those(&["A", "C"], |job| trace.ended(job).is_some_and(|(_, how)| how == Kind::Cancel));
    unless(cancelled.is_empty(), || {
        mistake("siblings-cancelled").with("jobs", cancelled.join(", ")).with("failed", 100)
    })?;
    not_later_than(trace, "B", took)?;
    same("gather([A, B, C])", error, Err("burnt".to_owned()))
}

async fn earliest_not_first_listed(subject: &dyn Gather, trace: &Trace) -> Told {
    let plans = [("A", 300, Err("cold")), ("B", 100, Err("burnt"))];
    let (error, took) = timed(trace, "gather", subject.gather(jobs(trace, &plans))).await;
    sleep(ms(500)).await;
    side_by_side(trace, took, 100)?;
    not_later_than(trace, "B", took)?;
    same("gather([A, B])", error, Err("burnt".to_owned()))
}

async fn drop_cancels_children(subject: &dyn Gather, trace: &Trace) -> Told {
    dropped_early(trace, "gather", subject.gather(jobs(trace, &LONG_JOBS))).await
}

async fn settled_drop_cancels_children(subject: &dyn Gather, trace: &Trace) -> Told {
    let call = subject.gather_settled(jobs(trace, &LONG_JOBS));
    dropped_early(trace, "gather_settled", call).await
}

async fn settled_collects_all(subject: &dyn Gather, trace: &Trace) -> Told {
    let plans =
        [("A", 200, Ok(3)), ("B", 100, Ok(1)), ("C", 400, Err("cold")), ("D", 300, Err("burnt"))];
    let call = subject.gather_settled(jobs(trace, &plans));
    let (ends, took) = timed(trace, "gather_settled", call).await;
    side_by_side(trace, took, 400)?;
    every_job(&ends, 4)?;
    let [a, b] = [3, 1].map(Settled::Ok);
    let [c, d] = ["cold", "burnt"].map(|why| Settled::Failed(why.to_owned()));
    let by_end = [&b, &a, &d, &c].into_iter().cloned();
    unless(!ends.iter().cloned().eq(by_end), || completion_order("B, A, D, C", "A, B, C, D"))?;
    same("gather_settled([A, B, C, D])", ends, vec![a, b, c, d])?;
    same("time", took, ms(400))
}

async fn settled_panic_is_value(subject: &dyn Gather, trace: &Trace) -> Told {
    let shelf = 4;
    let jobs = vec![
        panicking(trace, "A", 100, || panic!("out of sugar")),
        // A `String`, as `panic!("shelf {shelf} fell")` makes one.
        panicking(trace, "B", 150, move || panic::panic_any(format!("shelf {shelf} fell"))),
        job(trace, ("C", 200, Ok(3))),
    ];
    let call = timed(trace, "gather_settled", subject.gather_settled(jobs));
    let (ends, took) = match caught(call).await {
        Ok(answer) => answer,
        Err(message) => return Err(mistake("panic-escaped").with("message", message)),
    };
    side_by_side(trace, took, 200)?;
    unless(ends.len() >= 3, || panic_lost("gather_settled", &format!("{ends:?}")))?;
    let [a, b] = ["out of sugar", "shelf 4 fell"].map(|text| Settled::Panicked(text.to_owned()));
    for (seen, promised) in ends.iter().zip([&a, &b]) {
        let told = matches!(seen, Settled::Panicked(_));
        unless(!told || seen == promised, || {
            mistake("panic-text")
                .with("seen", format!("{seen:?}"))
                .with("promised", format!("{promised:?}"))
        })?;
    }
    let promised = vec![a, b, Settled::Ok(3)];
    same("gather_settled([A, B, C])", ends, promised)?;
    same("time", took, ms(200))
}

async fn gather_panic_propagates(subject: &dyn Gather, trace: &Trace) -> Told {
    let sugar = panicking(trace, "B", 100, || panic!("out of sugar"));
    let jobs = vec![job(trace, ("A", 50, Ok(1))), sugar];
    let call = timed(trace, "gather", subject.gather(jobs));
    match timeout(ms(10_000), caught(call)).await {
        Ok(Err(message)) => unless(message == "out of sugar", || {
            mistake("panic-renamed").with("seen", message).with("promised", "out of sugar")
        }),
        Ok(Ok((values, _))) => Err(panic_lost("gather", &format!("{values:?}"))),
        Err(_) => Err(panic_lost("gather", "never")),
    }
}

async fn empty_is_ok(subject: &dyn Gather, trace: &Trace) -> Told {
    let call = timed(trace, "gather", subject.gather(Vec::new()));
    let (values, took) = answered("gather", call).await?;
    same("gather([])", values, Ok(vec![]))?;
    same("time", took, ms(0))?;
    let call = timed(trace, "gather_settled", subject.gather_settled(Vec::new()));
    let (ends, took) = answered("gather_settled", call).await?;
    same("gather_settled([])", ends, vec![])?;
    same("time", took, ms(0))
}

async fn many_1000(subject: &dyn Gather, trace: &Trace) -> Told {
    let crowd = Crowd::default();
    let (values, took) = timed(trace, "gather", subject.gather(crowd.jobs())).await;
    crowd.judge(took)?;
    in_order("gather", &values.unwrap_or_default())?;
    same("time", took, ms(1000))?;

    let crowd = Crowd::default();
    let call = subject.gather_settled(crowd.jobs());
    let (ends, took) = timed(trace, "gather_settled", call).await;
    crowd.judge(took)?;
    every_job(&ends, 1000)?;
    let values = ends.iter().filter_map(|end| match end {
        Settled::Ok(value) => Some(*value),
        _ => None,
    });
    in_order("gather_settled", &values.collect::<Vec<_>>())?;
    same("time", took, ms(1000))
}

async fn cpu_friendly_sibling(subject: &dyn Gather, trace: &Trace) -> Told {
    let turns = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&turns);
    let busy = trace.run("busy", async move {
        for _ in 0..1000 {
            yield_now().await;
            counted.fetch_add(1, SeqCst);
        }
        Ok(1000)
    });
    // Its value is the number of turns that the busy one had before it.
    let sibling = trace.run("sibling", async move {
        let before = turns.load(SeqCst);
        sleep(ms(10)).await;
        Ok(before)
    });
    let jobs: Vec<Job> = vec![Box::pin(busy), Box::pin(sibling)];
    let (values, took) = timed(trace, "gather", subject.gather(jobs)).await;
    let starved = values == Ok(vec![1000, 1000]);
    unless(!starved, || mistake("starved").with("turns", 1000))?;
    same("sibling", trace.ended("sibling"), Some((ms(10), Kind::End)))?;
    same("gather([busy, sibling]).len()", values.map(|values| values.len()), Ok(2))?;
    same("time", took, ms(10))
}

/// Drops the call at 50 ms; its three jobs have to go with it.
async fn dropped_early<T>(trace: &Trace, call: &str, work: impl Future<Output = T>) -> Told {
    let in_time = timeout(ms(50), trace.run(call, work)).await.is_ok();
    // An aborted task is dropped when the runtime next comes to it.
    sleep(ms(1)).await;
    let late = those(&["J0", "J1", "J2"], |job| trace.started(job).is_none());
    let alive = trace.running();
    // The picture shows how they end instead.
    sleep(ms(1000)).await;
    unless(late.is_empty(), || mistake("late-start").with("jobs", late.join(", ")).with("at", 50))?;
    unless(alive.is_empty(), || {
        mistake("jobs-go-on").with("call", call).with("jobs", alive.join(", ")).with("at", 50)
    })?;
    let ends = ["J0", "J1", "J2"].map(|job| trace.ended(job));
    same("[J0, J1, J2]", ends, [Some((ms(50), Kind::Cancel)); 3])?;
    same("timeout", in_time, false)
}

const LONG_JOBS: [Plan; 3] = [("J0", 500, Ok(0)), ("J1", 500, Ok(1)), ("J2", 500, Ok(2))];

/// A job that panics after so many milliseconds.
fn panicking(
    trace: &Trace,
    name: &str,
    millis: u64,
    panic: impl FnOnce() -> Result<u32, String> + Send + 'static,
) -> Job {
    Box::pin(trace.run(name, async move {
        sleep(ms(millis)).await;
        panic()
    }))
}

/// The text of a panic as a value.
async fn caught<T>(work: impl Future<Output = T>) -> Result<T, String> {
    AssertUnwindSafe(work).catch_unwind().await.map_err(|payload| text(&*payload))
}

fn text(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
    text.unwrap_or("a payload that is not text").to_owned()
}

/// Misconception: nobody thought of a list without jobs.
async fn answered<T>(call: &str, work: impl Future<Output = T>) -> Result<T, Mistake> {
    let empty = |how: &str| mistake("empty").with("call", call).with("how", how);
    let answer = timeout(ms(1000), caught(work)).await;
    answer.map_err(|_| empty("hang"))?.map_err(|_| empty("panic"))
}

/// Misconception: the first error in time waits for something else than itself.
fn not_later_than(trace: &Trace, job: &str, took: Duration) -> Told {
    let failed = trace.ended(job).map_or(took, |(at, _)| at);
    unless(took <= failed, || {
        mistake("error-late").with("job", job).with("failed", failed).with("took", took)
    })
}

/// The numbers of a crowd, in the order of its jobs.
fn in_order(call: &str, numbers: &[u32]) -> Told {
    same(&format!("{call}(1000 jobs).len()"), numbers.len(), 1000)?;
    // The last digit of a number says how long its job took.
    let by_end = numbers.is_sorted_by_key(|number| number % 10);
    let first: Vec<_> = numbers.iter().take(4).map(u32::to_string).collect();
    unless(!by_end, || completion_order(&format!("{}, …", first.join(", ")), "0, 1, 2, 3, …"))?;
    same(&format!("{call}(1000 jobs) in order"), numbers.iter().copied().eq(0..1000), true)
}

/// The jobs of which this is true.
fn those<'a>(jobs: &[&'a str], is: impl Fn(&str) -> bool) -> Vec<&'a str> {
    jobs.iter().copied().filter(|job| is(job)).collect()
}

/// Misconception: whoever is ready first stands first.
fn completion_order(seen: &str, promised: &str) -> Mistake {
    mistake("completion-order").with("seen", seen).with("promised", promised)
}

/// Misconception: a panic is nothing that has to be told.
fn panic_lost(call: &str, given: &str) -> Mistake {
    mistake("panic-lost").with("call", call).with("given", given)
}

/// A thousand jobs of 100 ms, 200 ms … 1 s. They count how many of them run at the same time and
/// how often one of them is polled.
#[derive(Default)]
struct Crowd {
    running: Live,
    most_polls: Arc<AtomicU32>,
}

impl Crowd {
    fn jobs(&self) -> Vec<Job> {
        (0..1000).map(|number| self.job(number)).collect()
    }

    fn job(&self, number: u32) -> Job {
        let (running, most_polls) = (self.running.clone(), Arc::clone(&self.most_polls));
        Box::pin(async move {
            let _present = running.token();
            let mut nap = pin!(sleep(ms(100) * (number % 10 + 1)));
            let mut polls = 0;
            poll_fn(|context| {
                polls += 1;
                most_polls.fetch_max(polls, SeqCst);
                nap.as_mut().poll(context)
            })
            .await;
            Ok(number)
        })
    }

    /// Misconceptions: in turn, only some at a time, everybody polled whenever somebody wakes.
    fn judge(&self, took: Duration) -> Told {
        let at_once = self.running.most();
        unless(at_once > 1, || mistake("sequential").with("took", took).with("promised", 1000))?;
        unless(at_once == 1000, || mistake("limited").with("at_once", at_once).with("jobs", 1000))?;
        let polls = self.most_polls.load(SeqCst);
        unless(polls <= 3, || mistake("polled-in-vain").with("polls", polls))
    }
}
