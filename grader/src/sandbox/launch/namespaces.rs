//! Namespaces of its own: users, mounts, network, inter-process communication, names, and where
//! it is alone, process numbers. Nothing here needs a privilege.

use std::fs;

use nix::{
    sched::{CloneFlags, unshare},
    unistd::{getegid, geteuid},
};

use super::{Unconfined, failing};
use crate::sandbox::Policy;

/// Who the program is inside. Not root: its rights over the namespaces end when it starts.
const NOBODY_SPECIAL: u32 = 1000;

pub(super) fn enter(policy: &Policy) -> Result<(), Unconfined> {
    let (user, group) = (geteuid(), getegid());
    let mut own = CloneFlags::CLONE_NEWUSER
        | CloneFlags::CLONE_NEWNS
        | CloneFlags::CLONE_NEWNET
        | CloneFlags::CLONE_NEWIPC
        | CloneFlags::CLONE_NEWUTS;
    if policy.alone {
        own |= CloneFlags::CLONE_NEWPID;
    }
    failing("namespaces", unshare(own))?;
    failing("namespaces", fs::write("/proc/self/setgroups", "deny"))?;
    let map = |outside: u32| format!("{NOBODY_SPECIAL} {outside} 1");
    failing("namespaces", fs::write("/proc/self/uid_map", map(user.as_raw())))?;
    failing("namespaces", fs::write("/proc/self/gid_map", map(group.as_raw())))
}
