//! Which files there are to be seen and written, by Landlock. What is not named is refused, also
//! to root.

use std::path::PathBuf;

use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset,
    RulesetAttr, RulesetCreated, RulesetCreatedAttr, RulesetStatus, Scope,
};

use super::{Unconfined, failing};
use crate::sandbox::Policy;

/// The newest rights that this program knows; an older kernel enforces those that it knows.
const NEWEST: ABI = ABI::V6;

pub(super) fn restrict(policy: &Policy) -> Result<(), Unconfined> {
    let status = failing("Landlock", restricted(policy))?;
    if status == RulesetStatus::NotEnforced {
        return failing("Landlock", Err("this kernel does not have it, or it is switched off"));
    }
    Ok(())
}

fn restricted(policy: &Policy) -> Result<RulesetStatus, landlock::RulesetError> {
    let rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))?
        .scope(Scope::AbstractUnixSocket | Scope::Signal)?
        .create()?;
    let rules = allow(rules, &policy.read, false)?;
    let rules = allow(rules, &policy.write, true)?;
    let devices = ["/dev/null", "/dev/zero", "/dev/urandom"].map(PathBuf::from);
    let rules = allow(rules, &devices, true)?;
    Ok(rules.restrict_self()?.ruleset)
}

fn allow(
    mut rules: RulesetCreated,
    paths: &[PathBuf],
    write: bool,
) -> Result<RulesetCreated, landlock::RulesetError> {
    for path in paths {
        // What is not there cannot be reached either.
        let Ok(opened) = PathFd::new(path) else { continue };
        let mut access = AccessFs::from_read(NEWEST);
        if write {
            access = AccessFs::from_all(NEWEST) & !AccessFs::IoctlDev;
        }
        if !path.is_dir() {
            access &= AccessFs::from_file(NEWEST);
        }
        rules = rules.add_rule(PathBeneath::new(opened, access))?;
    }
    Ok(rules)
}
