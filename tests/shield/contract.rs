//! What `shield` promises, as the checks see it.

use std::{fmt, future::Future, time::Duration};

use futures::future::BoxFuture;
use kit::LiveToken;

/// A piece of work of the checks.
pub type Work = BoxFuture<'static, Receipt>;

/// How shielded work ended for whoever awaits it.
pub type End = Result<Receipt, ShieldError>;

/// What a work gives: a number, and if need be a token by which the living receipts are counted.
/// It can neither be cloned nor shared, as values in general cannot.
pub struct Receipt {
    pub number: u32,
    pub counted: Option<LiveToken>,
}

/// Why shielded work has no value, in the grader's own type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShieldError {
    Cancelled,
    Panicked(String),
}

/// What `patient` gives, in the grader's own type.
pub enum Patience {
    Done(End),
    StillRunning(Box<dyn Shield>),
}

/// The submission.
pub trait Shielding {
    fn shield(&self, work: Work) -> Box<dyn Shield>;
    /// `ShieldScope::new()`
    fn scope(&self) -> Box<dyn Scope>;
    /// `ShieldScope::default()`
    fn default_scope(&self) -> Box<dyn Scope>;
}

/// `Shield<Receipt>`
pub trait Shield: Future<Output = End> + Send + Unpin {
    fn inner(&self) -> Box<dyn Inner>;
    /// `patient(shield, patience)`
    fn patient(self: Box<Self>, patience: Duration) -> BoxFuture<'static, Patience>;
}

/// `InnerHandle`
pub trait Inner: Send + Sync {
    fn cancel(&self);
    fn done(&self) -> bool;
    /// `clone()`
    fn twin(&self) -> Box<dyn Inner>;
}

/// `ShieldScope`
pub trait Scope: Send + Sync {
    fn shield(&self, work: Work) -> Box<dyn Shield>;
    fn drain(&self) -> BoxFuture<'static, usize>;
    /// `clone()`
    fn twin(&self) -> Box<dyn Scope>;
}

impl Receipt {
    /// A receipt that nobody counts.
    pub fn of(number: u32) -> Receipt {
        Receipt { number, counted: None }
    }
}

impl PartialEq for Receipt {
    fn eq(&self, other: &Receipt) -> bool {
        self.number == other.number
    }
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Receipt({})", self.number)
    }
}
