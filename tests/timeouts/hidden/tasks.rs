//! Checks of `wait_for_task`.

use std::time::Duration;

use contract::{
    futures::{self, future},
    kit::{Gate, Kind, Trace},
    timeouts::{Timeouts, WaitTaskError},
    tokio::{
        self,
        task::{self, JoinHandle, yield_now},
        time::{Instant, advance, sleep, timeout},
    },
};

use super::super::public::{interrupted, ms, task, timed};
use super::{RUNS, result_wins};
use crate::host::check::{Mistake, Told, mistake, same, unless};

pub async fn task_aborted_on_timeout(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let wait = subject.wait_for_task(task(trace, "roast", 1000, 7), Some(ms(100)));
    let (answer, took) = timed(trace, "wait_for_task", wait).await;
    if took < ms(1000) {
        sleep(ms(1)).await;
        stopped(trace, "roast", "detached", ms(100)).await?;
    }
    interrupted(trace, "roast", ms(100))?;
    same("wait_for_task(roast, 100 ms)", answer, Err(WaitTaskError::Timeout))?;
    same("time", took, ms(100))?;
    same("roast", trace.ended("roast"), Some((ms(100), Kind::Cancel)))
}

/// Judged at the return: a moment later an aborted task is over, whoever waits for it.
pub async fn returns_after_cleanup(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let oven = OnDrop({
        let trace = trace.clone();
        move || trace.mark("oven", "off")
    });
    let roast = tokio::spawn({
        let trace = trace.clone();
        async move {
            let _oven = oven;
            trace.job("roast", 1000, 7).await
        }
    });
    let wait = subject.wait_for_task(roast, Some(ms(100)));
    let (answer, took) = timed(trace, "wait_for_task", wait).await;
    let left = trace.running();
    interrupted(trace, "roast", ms(100))?;
    unless(left.is_empty(), || cleanup_not_awaited(&left.join(", "), took))?;
    same("wait_for_task(roast, 100 ms)", answer, Err(WaitTaskError::Timeout))?;
    same("time", took, ms(100))?;
    same("oven", trace.marks("oven"), vec![(Some(ms(100)), "off".to_owned())])
}

/// Once with a limit and once without one: neither kind of waiting may leave its task behind.
pub async fn drop_aborts_task(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let begin = Instant::now();
    for (name, limit) in [("roast", Some(ms(5000))), ("stew", None)] {
        let dropped = begin.elapsed() + ms(50);
        let wait = subject.wait_for_task(task(trace, name, 1000, 7), limit);
        let left = timeout(ms(50), trace.run(&format!("wait for {name}"), wait)).await;
        sleep(ms(1)).await;
        stopped(trace, name, "task-outlives-wait", dropped).await?;
        same("wait_for_task, left after 50 ms", left.is_err(), true)?;
        same(name, trace.ended(name), Some((dropped, Kind::Cancel)))?;
    }
    Ok(())
}

pub async fn task_panic(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let shelf = 4;
    let milk = panicking(trace, "milk", || panic!("the milk boiled over"));
    let answer = subject.wait_for_task(milk, Some(ms(100))).await;
    same("wait_for_task(milk, 100 ms)", answer, panicked("the milk boiled over"))?;
    let jam = panicking(trace, "jam", move || panic!("shelf {shelf} fell"));
    let answer = subject.wait_for_task(jam, None).await;
    same("wait_for_task(jam, None)", answer, panicked("shelf 4 fell"))?;
    // Here the task is aborted, and its destructor goes down.
    let lid = OnDrop(|| panic!("the lid flew off"));
    let pressure = tokio::spawn(async move {
        let _lid = lid;
        sleep(ms(1000)).await;
        7
    });
    let answer = subject.wait_for_task(pressure, Some(ms(100))).await;
    same("wait_for_task(lid, 100 ms)", answer, panicked("the lid flew off"))
}

pub async fn task_aborted_elsewhere(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let roast = task(trace, "roast", 500, 7);
    let handle = roast.abort_handle();
    let wait = timed(trace, "wait_for_task", subject.wait_for_task(roast, Some(ms(100))));
    let elsewhere = async {
        sleep(ms(50)).await;
        handle.abort();
    };
    let ((answer, took), ()) = future::join(wait, elsewhere).await;
    same("wait_for_task(roast, 100 ms)", answer, Err(WaitTaskError::Cancelled))?;
    same("time", took, ms(50))
}

pub async fn task_value(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let wait = subject.wait_for_task(task(trace, "tea", 99, 7), Some(ms(100)));
    let (answer, took) = timed(trace, "wait_for_task", wait).await;
    same("wait_for_task(tea, 100 ms)", answer, Ok(7))?;
    same("time", took, ms(99))?;
    let mut lost = 0;
    for _ in 0..RUNS {
        let done = tokio::spawn(async { 7 });
        sleep(ms(1)).await;
        let answer = subject.wait_for_task(done, Some(Duration::ZERO)).await;
        lost += u32::from(answer != Ok(7));
    }
    result_wins("wait_for_task", lost)
}

/// A task on a thread of its own cannot be stopped once it runs. It holds the virtual clock still
/// until it is over, so the deadline is brought about by hand.
pub async fn value_despite_abort(subject: &dyn Timeouts, trace: &Trace) -> Told {
    let (begun, go) = (Gate::new(), Gate::new());
    let baking = {
        let (trace, begun, go) = (trace.clone(), begun.clone(), go.clone());
        task::spawn_blocking(move || {
            let span = trace.span("bread");
            begun.open();
            if go.wait().is_ok() {
                span.end();
            }
            7
        })
    };
    // However this ends, nobody is left waiting at the gate.
    let _go = OnDrop(|| go.open());
    begun.passed().await;
    let mut wait = trace.run("wait_for_task", subject.wait_for_task(baking, Some(ms(100))));
    let early = futures::poll!(&mut wait);
    same("wait_for_task at 0 ms: ready", early.is_ready(), false)?;
    advance(ms(100)).await;
    // More than once: to let others have a turn is no way of waiting for one of them.
    for _ in 0..3 {
        let early = futures::poll!(&mut wait);
        unless(early.is_pending(), || cleanup_not_awaited("bread", ms(100)))?;
        yield_now().await;
    }
    advance(ms(50)).await;
    go.open();
    let answer = wait.await;
    unless(answer != Err(WaitTaskError::Timeout), || {
        mistake("value-thrown-away").with("deadline", ms(100)).with("ended", ms(150))
    })?;
    same("wait_for_task(bread, 100 ms)", answer, Ok(7))
}

/// Misconception: the task still works; it is let to, so that its line is drawn to the end.
async fn stopped(trace: &Trace, name: &str, finding: &str, due: Duration) -> Told {
    if !trace.running().iter().any(|open| open == name) {
        return Ok(());
    }
    sleep(ms(2000)).await;
    let till = trace.ended(name).map(|(at, _)| at).unwrap_or_default();
    Err(mistake(finding).with("job", name).with("due", due).with("till", till))
}

fn cleanup_not_awaited(open: &str, took: Duration) -> Mistake {
    mistake("cleanup-not-awaited").with("open", open).with("at", took)
}

fn panicked(message: &str) -> Result<u32, WaitTaskError> {
    Err(WaitTaskError::Panicked(message.to_owned()))
}

fn panicking(
    trace: &Trace,
    name: &'static str,
    fall: impl FnOnce() + Send + 'static,
) -> JoinHandle<u32> {
    let trace = trace.clone();
    tokio::spawn(async move {
        let span = trace.span(name);
        sleep(ms(50)).await;
        fall();
        span.end();
        7
    })
}

/// What a task holds, and what happens when it lets go.
struct OnDrop<F: FnMut()>(F);

impl<F: FnMut()> Drop for OnDrop<F> {
    fn drop(&mut self) {
        (self.0)();
    }
}
