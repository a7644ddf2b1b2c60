//! What a check is, and the few words that checks are written with.

use std::fmt::Debug;

use contract::{futures::future::LocalBoxFuture, kit::Trace};

pub use contract::kit::record::Mistake;

/// What a check tells: nothing when the promise was kept.
pub type Told = Result<(), Mistake>;

/// One fact about one exercise, whose contract is `C`.
pub struct Check<C: ?Sized> {
    pub name: &'static str,
    pub body: Body<C>,
    /// Whether the timeline must equal the stored one.
    pub compared: bool,
}

/// How a check runs.
pub enum Body<C: ?Sized> {
    /// On a paused runtime, in virtual time.
    Paused(for<'a> fn(&'a C, &'a Trace) -> LocalBoxFuture<'a, Told>),
    /// As a plain function, in real time: no durations, only rendezvous.
    Plain(fn(&C) -> Told),
}

/// The table of a module's checks.
///
/// `paused` checks are `async fn(&C, &Trace) -> Told`, `compared` ones too, and their timeline
/// must also equal the stored snapshot; `plain` checks are `fn(&C) -> Told`.
macro_rules! checks {
    ($contract:ty: $($kind:ident $name:ident,)*) => {
        pub const CHECKS: &[$crate::host::check::Check<$contract>] = &[
            $($crate::host::check::Check {
                name: stringify!($name),
                body: $crate::host::check::checks!(@body $kind $name),
                compared: $crate::host::check::checks!(@compared $kind),
            }),*
        ];
    };
    (@body plain $name:ident) => { $crate::host::check::Body::Plain($name) };
    (@body $kind:ident $name:ident) => {
        $crate::host::check::Body::Paused(|subject, trace| Box::pin($name(subject, trace)))
    };
    (@compared compared) => { true };
    (@compared $kind:ident) => { false };
}
pub(crate) use checks;

/// A named misconception of the exercise, to be filled with evidence.
pub fn mistake(finding: &str) -> Mistake {
    Mistake::new(finding)
}

/// The mistake, when it was made.
pub fn unless(kept: bool, mistake: impl FnOnce() -> Mistake) -> Told {
    if kept { Ok(()) } else { Err(mistake()) }
}

/// The plain assertion, for what no misconception explains. `what` is a piece of code, not a
/// sentence: it is shown as it is in every language.
pub fn same<T: PartialEq + Debug>(what: &str, seen: T, promised: T) -> Told {
    unless(seen == promised, || {
        mistake("differs")
            .with("what", what)
            .with("seen", format!("{seen:?}"))
            .with("promised", format!("{promised:?}"))
    })
}
