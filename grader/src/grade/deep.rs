//! Room on the stack for trees as deep as the source rules let pass.

use std::thread;

/// An unoptimised parser takes about a kilobyte for a token that nests, and the rules let pass
/// four thousand of them.
const ROOM: usize = 64 << 20;

/// Does the work on a thread with much room.
pub(super) fn deep<T: Send>(work: impl Fn() -> T + Sync) -> T {
    thread::scope(|scope| {
        let roomy = thread::Builder::new().stack_size(ROOM).spawn_scoped(scope, &work);
        let done = roomy.ok().and_then(|thread| thread.join().ok());
        // Without such a thread most modules are read all the same.
        done.unwrap_or_else(&work)
    })
}
