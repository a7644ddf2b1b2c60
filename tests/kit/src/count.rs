//! How many of something exist at once: tokens that count themselves. What is counted, and how many
//! are too many, is the check's business.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

/// A counter of living tokens. Clones of the counter look at the same tokens.
#[derive(Clone, Debug, Default)]
pub struct Live {
    counts: Arc<Counts>,
}

impl Live {
    /// A counter without tokens.
    pub fn new() -> Live {
        Live::default()
    }

    /// A new token, to be put into the value that is counted.
    pub fn token(&self) -> LiveToken {
        let now = self.counts.now.fetch_add(1, SeqCst) + 1;
        self.counts.most.fetch_max(now, SeqCst);
        LiveToken { live: self.clone() }
    }

    /// How many tokens exist.
    pub fn now(&self) -> usize {
        self.counts.now.load(SeqCst)
    }

    /// The most tokens that ever existed at the same time.
    pub fn most(&self) -> usize {
        self.counts.most.load(SeqCst)
    }
}

/// One counted instance. A clone is another instance, a drop is one fewer.
#[derive(Debug)]
pub struct LiveToken {
    live: Live,
}

impl Clone for LiveToken {
    fn clone(&self) -> LiveToken {
        self.live.token()
    }
}

impl Drop for LiveToken {
    fn drop(&mut self) {
        self.live.counts.now.fetch_sub(1, SeqCst);
    }
}

#[derive(Debug, Default)]
struct Counts {
    now: AtomicUsize,
    most: AtomicUsize,
}

#[cfg(test)]
mod tests {
    use super::Live;

    #[test]
    fn a_clone_counts_as_another_instance() {
        let live = Live::new();
        let token = live.token();
        let twin = token.clone();
        assert_eq!(live.now(), 2);
        drop((token, twin));
        assert_eq!(live.now(), 0);
    }

    #[test]
    fn the_most_is_remembered_after_the_drop() {
        let live = Live::new();
        for _ in 0..3 {
            drop([live.token(), live.token()]);
        }
        assert_eq!((live.now(), live.most()), (0, 2));
    }
}
