//! Solutions: the reference and what to take away, in the open or, in a pack, under a seal.

use std::{fs, io, path::PathBuf};

use super::{Paths, seal};
use crate::model::Language;
pub use seal::Solution;

#[derive(Debug, thiserror::Error)]
pub enum SolutionError {
    #[error("{path}: {why}")]
    Unreadable { path: PathBuf, why: io::Error },
    #[error("the seal {0} is damaged")]
    Damaged(PathBuf),
}

/// The solution of an exercise, if one came with the course.
pub fn read(paths: &Paths, exercise: &str) -> Result<Option<Solution>, SolutionError> {
    let module = paths.solution(exercise);
    if module.is_file() {
        // A page that is not there is an empty one; a test keeps them complete.
        let takeaway =
            |language| fs::read_to_string(paths.takeaway(exercise, language)).unwrap_or_default();
        let [en, ru] = Language::ALL.map(takeaway);
        return match fs::read_to_string(&module) {
            Ok(module) => Ok(Some(Solution { module, en, ru })),
            Err(why) => Err(SolutionError::Unreadable { path: module, why }),
        };
    }
    let sealed = paths.seal(exercise);
    match fs::read(&sealed) {
        Ok(bytes) => seal::open(exercise, &bytes).map(Some).ok_or(SolutionError::Damaged(sealed)),
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(why) => Err(SolutionError::Unreadable { path: sealed, why }),
    }
}
