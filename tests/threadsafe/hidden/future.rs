//! What a `ConcurrentFuture` tells: values, errors, panics, timeouts, cancellation.

use std::{sync::mpsc, thread, time::Duration};

use contract::{
    threadsafe::{BridgeError, ConcurrentFuture, Threadsafe},
    tokio::task,
};

use super::super::public::{Progress, answer, number, story};
use super::{End, Parked, loop_thread, park, wait_until};
use crate::host::check::{Mistake, Told, mistake, same, unless};

pub fn three(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        let mut values = Vec::new();
        for (a, b) in [(1, 2), (30, 4), (500, 6)] {
            scene.calls("run_coroutine_threadsafe(add(a, b), &handle)");
            let mut future = scene.run(async move {
                task::yield_now().await;
                a + b
            });
            // The thread that waits need not be the one that submitted.
            let waiting = thread::spawn(move || (future.result(None), future.result(None)));
            scene.calls("future.result(None)");
            values.push(answer(waiting));
        }
        let promised = [3, 34, 506].map(|sum| (Ok(sum), Err(BridgeError::Cancelled)));
        same("future.result(None), twice, of three sums", values, promised.into())
    })
}

pub fn error_value(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        scene.calls("run_coroutine_threadsafe(fails(), &handle).result(None)");
        let fails = async { Err("no flour".to_owned()) };
        let seen = scene.run_fallible(fails).result(None);
        same("future.result(None)", seen, Ok(Err("no flour".to_owned())))
    })
}

pub fn panic_is_error(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        scene.stuck_means(mistake("loop-died").with("of", "coroutine"));
        let literal = scene.run(async { panic!("the oven is on fire") }).result(None);
        let promised = BridgeError::Panicked("the oven is on fire".to_owned());
        same("future.result(None)", literal, Err(promised))?;
        let ovens = 2;
        let formatted = scene.run(async move { panic!("{ovens} ovens are on fire") }).result(None);
        unless(formatted != Err(BridgeError::LoopClosed), || {
            mistake("loop-died").with("of", "coroutine")
        })?;
        let promised = BridgeError::Panicked("2 ovens are on fire".to_owned());
        same("future.result(None)", formatted, Err(promised))?;
        let value = scene.run(async { 9 }).result(None);
        same("future.result(None) after two panics", value, Ok(9))
    })
}

pub fn timeout_zero_then_value(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        let mut parked = park(scene, 7);
        scene.calls("future.result(Some(0 s))");
        let first = parked.future.result(Some(Duration::ZERO));
        same("future.result(Some(0 s))", first, Err(BridgeError::Timeout))?;
        let second = parked.future.result(Some(Duration::ZERO));
        let end = released(&parked);
        unless(end == Some(End::Finished), || mistake("timeout-cancels"))?;
        scene.calls("future.result(None)");
        let value = parked.future.result(None);
        unless(value != Err(BridgeError::Cancelled), || mistake("timeout-consumes"))?;
        same("future.result(Some(0 s)), again", second, Err(BridgeError::Timeout))?;
        same("future.result(None)", value, Ok(7))
    })
}

pub fn timeout_does_not_cancel(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        let mut parked = park(scene, 7);
        scene.calls("future.result(Some(1 ms))");
        let early = parked.future.result(Some(Duration::from_millis(1)));
        same("future.result(Some(1 ms))", early, Err(BridgeError::Timeout))?;
        scene.calls("the end of the coroutine");
        unless(released(&parked) == Some(End::Finished), || mistake("timeout-cancels"))
    })
}

/// Opens the gate of the coroutine and waits for its end.
fn released(parked: &Parked) -> Option<End> {
    parked.gate.open();
    parked.fate.end()
}

/// What `result` gave on the loop's own thread.
struct OnLoop {
    unfinished: [Result<u32, BridgeError>; 2],
    finished: Result<u32, BridgeError>,
}

pub fn would_deadlock(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        let (inner, (tell, told)) = (park(scene, 5), mpsc::channel());
        let progress = scene.progress.clone();
        scene.calls("run_coroutine_threadsafe(ask(inner), &handle)");
        let mut outer = scene.run(async move {
            let _ = tell.send(ask(inner, &progress).await);
            0
        });
        let (seen, end) = (told.recv(), outer.result(None));
        let refused = |text: &str| text.contains("from within a runtime");
        if let Err(BridgeError::Panicked(text)) = &end
            && refused(text)
        {
            return Err(waits_for_itself("panicked"));
        }
        same("a coroutine that calls inner.result(…)", end, Ok(0))?;
        let Ok(seen) = seen else { return Err(mistake("no-answer").with("call", "ask(inner)")) };
        let promised = [Err(BridgeError::WouldDeadlock), Err(BridgeError::WouldDeadlock)];
        same("inner.result(…) on the loop's thread, unfinished", seen.unfinished, promised)?;
        same("inner.result(None) on the loop's thread, finished", seen.finished, Ok(5))
    })
}

async fn ask(mut inner: Parked, progress: &Progress) -> OnLoop {
    progress.stuck_means(waits_for_itself("waited"));
    let minute = Duration::from_secs(60);
    let unfinished = [inner.future.result(Some(minute)), inner.future.result(None)];
    progress.stuck_means(mistake("no-answer").with("call", "inner.done()"));
    inner.gate.open();
    while !inner.future.done() {
        task::yield_now().await;
    }
    OnLoop { unfinished, finished: inner.future.result(None) }
}

fn waits_for_itself(how: &str) -> Mistake {
    mistake("waits-for-itself").with("how", how)
}

pub fn task_cancelled(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        let mut parked = park(scene, 1);
        scene.calls("future.cancel()");
        same("future.cancel()", parked.future.cancel(), true)?;
        scene.calls("future.result(None) after cancel()");
        let seen = parked.future.result(None);
        same("future.result(None) after cancel()", seen, Err(BridgeError::Cancelled))?;
        scene.calls("future.done() after cancel()");
        wait_until(|| parked.future.done());
        same("future.cancel(), again", parked.future.cancel(), false)
    })
}

pub fn cancel_drops_on_loop(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        let home = loop_thread(scene);
        let parked = park(scene, 1);
        scene.calls("future.cancel()");
        same("future.cancel()", parked.future.cancel(), true)?;
        scene.stuck_means(mistake("cancel-ignored"));
        match parked.fate.end() {
            Some(End::Dropped(place)) => unless(Some(place) == home, || {
                mistake("dropped-elsewhere").with("thread", number(place))
            }),
            _ => Err(mistake("cancel-ignored")),
        }
    })
}

pub fn cancel_done_false(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        scene.calls("run_coroutine_threadsafe(five(), &handle)");
        let mut future: Box<dyn ConcurrentFuture> = scene.run(async { 5 });
        scene.calls("future.done()");
        wait_until(|| future.done());
        scene.calls("future.cancel()");
        same("future.cancel() of a finished coroutine", future.cancel(), false)?;
        scene.calls("future.result(None)");
        same("future.result(None) after cancel()", future.result(None), Ok(5))
    })
}

pub fn drop_future_detaches(subject: &dyn Threadsafe) -> Told {
    story(subject, |scene| {
        let Parked { future, gate, fate } = park(scene, 1);
        scene.calls("drop(future)");
        drop(future);
        gate.open();
        scene.calls("the end of the coroutine");
        unless(fate.end() == Some(End::Finished), || mistake("drop-cancels"))
    })
}
