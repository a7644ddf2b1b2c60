//! From the source of a module to a library that can be run: the rules are held against it, and it
//! is compiled. The programs that do this are started first and put away last.

use std::path::PathBuf;

use super::{GradeError, Grader, Material, Module, deep};
use crate::{
    compile::{self, Compiled, Compiler, Rest, Scratch, Unit},
    diagnose, lint,
    model::{Diagnostic, Exercise, Finding},
    worker::{self, Place, Worker, WorkerError},
};

/// A compiled module.
pub(super) struct Library {
    pub path: PathBuf,
    pub warnings: Vec<Diagnostic>,
}

/// The programs that work on one module, and their folder, which is nobody else's meanwhile.
pub(super) struct Underway {
    /// Started beside the compiler, and not yet given the library.
    pub worker: Option<Worker>,
    /// One that has said everything.
    pub done: Option<Worker>,
    /// The compiler that tidies up.
    pub rest: Option<Rest>,
    pub scratch: Scratch,
}

impl Underway {
    /// Sees to it that nothing is left of the programs. It takes its time, so it is done when the
    /// verdict is told.
    pub fn put_away(self) {
        drop((self.worker, self.done));
        if let Some(mut rest) = self.rest {
            rest.over();
        }
    }
}

impl Grader<'_> {
    /// Starts both programs: they load their libraries while there is other work to do.
    pub(super) fn start(
        &self,
        exercise: &Exercise,
        module: &Module,
    ) -> Result<(Compiler<'_>, Underway), GradeError> {
        let scratch = Scratch::take(self.build, &exercise.name, self.anew)?;
        let compiler =
            compile::start(self.build, &module.shown, &scratch, self.sandbox, self.stop)?;
        let worker = Some(self.worker(&scratch)?);
        Ok((compiler, Underway { worker, done: None, rest: None, scratch }))
    }

    pub(super) fn worker(&self, scratch: &Scratch) -> Result<Worker, WorkerError> {
        let place = Place { scratch: scratch.folder(), temp: &scratch.temp() };
        worker::start(self.build, place, self.sandbox, self.stop)
    }
}

/// The compiled module, or why there is none.
pub(super) fn make(
    exercise: &Exercise,
    module: &Module,
    material: &Material,
    mut compiler: Compiler,
    underway: &mut Underway,
) -> Result<Result<Library, Vec<Finding>>, GradeError> {
    let broken_rules = deep::deep(|| lint::lint(&material.source, &module.shown, exercise));
    if let Some(rules) = broken_rules.as_ref().filter(|rules| !rules.is_empty()) {
        return Ok(Err(rules.clone()));
    }
    let unit = Unit { source: &material.source, shown: &module.shown, bind: &material.bind };
    compiler.take(&unit, &underway.scratch)?;
    let (made, rest) = compiler.compiled(&unit, &underway.scratch)?;
    underway.rest = Some(rest);
    Ok(match made {
        Compiled::Library { path, warnings } if broken_rules.is_some() => {
            Ok(Library { path, warnings })
        }
        Compiled::Library { .. } => Err(vec![diagnose::unparsed(&module.shown)]),
        Compiled::Endless => Err(vec![diagnose::endless(&module.shown)]),
        Compiled::Crashed => Err(vec![diagnose::compiler_crashed(&module.shown)]),
        Compiled::Overran => Err(vec![diagnose::compiler_overran(&module.shown)]),
        Compiled::Broken(errors) => {
            let (source, promised) = (&material.source, &material.signatures);
            Err(deep::deep(|| diagnose::broken(&errors, source, promised, &module.shown)))
        }
    })
}
