//! Has the compiler quote what steers terminals, pages, tables and workflows.

use kit::Trace;
use std::time::Duration;

compile_error!("\u{1b}[2J\u{1b}]0;title\u{7}<script>alert(1)</script>]]>&amp; | # * _ `x` \r::stop-commands::x\n::error::y\n=cmd|'/c calc'!A1\n+1\n-1\n@x\u{202e}");

fn attack() {}

pub async fn say_after(_trace: &Trace, _delay: Duration, _what: &str) {
    attack();
}

pub async fn sequential_main(_trace: &Trace) -> Duration {
    attack();
    Duration::ZERO
}

pub async fn concurrent_main(_trace: &Trace) -> Duration {
    attack();
    Duration::ZERO
}

pub async fn sleep_with_result<T>(_delay: Duration, result: T) -> T {
    attack();
    result
}
