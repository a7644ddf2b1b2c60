//! One check with a stored timeline, one in real time.

use contract::{
    bread::{Bread, Loaf},
    kit::Trace,
    tokio::time::{Instant, sleep},
};
use std::time::Duration;

use crate::host::check::{Told, checks, mistake, same, unless};

checks! { dyn Bread:
    compared side_by_side,
    plain labelled,
}

async fn side_by_side(subject: &dyn Bread, trace: &Trace) -> Told {
    let begin = Instant::now();
    let values = subject.bake(vec![loaf(trace, "rye", 100, 1), loaf(trace, "oat", 200, 2)]).await;
    let took = begin.elapsed();
    unless(took == Duration::from_millis(200), || mistake("in-turn").with("took", took))?;
    same("bake([rye, oat])", values, vec![1, 2])
}

fn labelled(subject: &dyn Bread) -> Told {
    same("label(\"rye\")", subject.label("rye"), "rye bread".to_owned())
}

pub fn loaf(trace: &Trace, name: &str, millis: u64, value: u32) -> Loaf {
    Box::pin(trace.run(name, async move {
        sleep(Duration::from_millis(millis)).await;
        value
    }))
}
