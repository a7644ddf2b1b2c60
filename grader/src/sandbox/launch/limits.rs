//! Limits of the process itself: time, memory, files.

use nix::sys::resource::{Resource, setrlimit};

use super::{Unconfined, failing};
use crate::sandbox::Limits;

pub(super) fn set(limits: &Limits) -> Result<(), Unconfined> {
    let all = [
        (Resource::RLIMIT_CPU, limits.cpu),
        (Resource::RLIMIT_AS, limits.memory),
        (Resource::RLIMIT_FSIZE, limits.file),
        (Resource::RLIMIT_NOFILE, limits.open),
    ];
    // A limit that is not given stays as it is.
    for (resource, most) in all.into_iter().filter(|(_, most)| *most > 0) {
        // One second between the soft and the hard limit of time: the soft one has a name.
        let hard = most + u64::from(resource == Resource::RLIMIT_CPU);
        failing("limits", setrlimit(resource, most, hard))?;
    }
    failing("limits", setrlimit(Resource::RLIMIT_CORE, 0, 0))
}
