//! Names the lines of a timeline with what steers terminals, pages, tables and workflows.

use kit::Trace;
use std::time::Duration;

const DIRT: &str = "\u{1b}[2J\u{1b}]0;title\u{7}<script>alert(1)</script>]]>&amp; | # * _ `x` \r::stop-commands::x\n::error::y\n=cmd|'/c calc'!A1\n+1\n-1\n@x\u{202e}\0";

pub async fn say_after(trace: &Trace, delay: Duration, what: &str) {
    let _span = trace.span(DIRT);
    tokio::time::sleep(delay).await;
    trace.mark(DIRT, &format!("{what}{DIRT}"));
}

pub async fn sequential_main(trace: &Trace) -> Duration {
    say_after(trace, Duration::from_secs(1), DIRT).await;
    Duration::ZERO
}

pub async fn concurrent_main(trace: &Trace) -> Duration {
    sequential_main(trace).await
}

pub async fn sleep_with_result<T>(_delay: Duration, result: T) -> T {
    result
}
