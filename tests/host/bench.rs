//! The table of exercises, with their contracts hidden behind one face: which checks there are,
//! and how one of them is run against a loaded submission.

use contract::kit::{
    Trace,
    guard::{self, Ended, Finished, Watchdog},
    record::{ListedCheck, Listing},
};
use libloading::Library;

use super::{
    check::{Body, Check, Told},
    library,
};

/// Makes a submission of one exercise ready to be checked.
pub type Load = Box<dyn Fn(&Library) -> Result<Box<dyn Bench>, String>>;

/// One exercise as the host knows it.
pub struct Exercise {
    pub listing: Listing,
    pub load: Load,
}

/// A submission with the checks that can be run against it.
pub trait Bench {
    /// Runs the check of this name; `None` when there is none.
    fn run(&self, check: &str, dog: &Watchdog, watch: &dyn Fn(Trace)) -> Option<Finished<Told>>;
}

struct Loaded<C: ?Sized + 'static> {
    subject: Box<C>,
    checks: Vec<&'static Check<C>>,
}

impl Exercise {
    pub fn new<C: ?Sized + 'static>(
        name: &'static str,
        public: &'static [Check<C>],
        hidden: &'static [Check<C>],
    ) -> Exercise {
        let listed = |hidden| {
            move |check: &Check<C>| ListedCheck {
                name: check.name.to_owned(),
                hidden,
                compared: check.compared,
            }
        };
        let checks = public.iter().map(listed(false)).chain(hidden.iter().map(listed(true)));
        Exercise {
            listing: Listing { name: name.to_owned(), checks: checks.collect() },
            load: Box::new(move |library| {
                let subject = library::subject::<C>(library)?;
                let checks = public.iter().chain(hidden).collect();
                Ok(Box::new(Loaded { subject, checks }))
            }),
        }
    }
}

impl<C: ?Sized> Bench for Loaded<C> {
    fn run(&self, name: &str, dog: &Watchdog, watch: &dyn Fn(Trace)) -> Option<Finished<Told>> {
        let check = self.checks.iter().find(|check| check.name == name)?;
        Some(match check.body {
            Body::Plain(body) => {
                Finished { ended: Ended::Value(body(&self.subject)), snapshot: String::new() }
            }
            Body::Paused(body) => {
                guard::run_paused(dog, watch, async |trace| body(&self.subject, trace).await)
            }
        })
    }
}
