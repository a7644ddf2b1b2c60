//! A root of its own: an empty tree in memory with nothing in it but what the policy names,
//! read-only except for the folders that may be written.

use std::{
    fs,
    path::{Path, PathBuf},
};

use nix::{
    mount::{MntFlags, MsFlags, mount, umount2},
    sys::statvfs::{FsFlags, statvfs},
    unistd::{chdir, pivot_root},
};

use super::{Unconfined, failing};
use crate::sandbox::Policy;

/// Every system has this folder, and only this process sees what is mounted on it.
const STAGE: &str = "/tmp";
/// The old root and the new one, once the stage is the root.
const OLD: &str = "/old";
const NEW: &str = "/new";
const DEVICES: [&str; 3] = ["/dev/null", "/dev/zero", "/dev/urandom"];
const NONE: Option<&str> = None;

/// Errors carry the path that they are about.
type Mounted<T = ()> = Result<T, String>;

pub(super) fn change_root(policy: &Policy) -> Result<(), Unconfined> {
    failing("mounts", changed(policy))
}

fn changed(policy: &Policy) -> Mounted {
    let shown = places(policy);
    stand_on_the_stage()?;
    for place in &shown {
        place.show()?;
    }
    if let Some((folder, bytes)) = &policy.memory_folder {
        memory(&below(NEW, folder), *bytes)?;
    }
    step("/", chdir(NEW))?;
    // The old root comes to lie upon the new one, and is taken away.
    step("/", pivot_root(".", "."))?;
    step("/", umount2(".", MntFlags::MNT_DETACH))?;
    let folder = policy.folder.as_path();
    step(folder, chdir(folder))
}

/// One file or folder of the old tree that is also in the new one.
struct Place {
    /// Where it stands in both trees.
    path: PathBuf,
    /// The same without symbolic links, which would lead to the wrong tree.
    real: PathBuf,
    written: bool,
}

fn places(policy: &Policy) -> Vec<Place> {
    let place = |written: bool| {
        move |path: &PathBuf| {
            let real = fs::canonicalize(path);
            real.ok().map(|real| Place { path: path.clone(), real, written })
        }
    };
    let devices = DEVICES.map(PathBuf::from);
    let in_memory = policy.memory_folder.as_ref().map(|(folder, _)| folder);
    let written = policy.write.iter().filter(|path| Some(*path) != in_memory);
    policy
        .read
        .iter()
        .filter_map(place(false))
        .chain(written.chain(&devices).filter_map(place(true)))
        .collect()
}

/// Makes a small tree in memory the root, with the old root and an empty new one in it.
fn stand_on_the_stage() -> Mounted {
    step("/", mount(NONE, "/", NONE, MsFlags::MS_REC | MsFlags::MS_PRIVATE, NONE))?;
    let flags = MsFlags::MS_NOSUID | MsFlags::MS_NODEV;
    step(STAGE, mount(Some("tmpfs"), STAGE, Some("tmpfs"), flags, Some("size=1m,mode=755")))?;
    let (old, new) = (below(STAGE, OLD), below(STAGE, NEW));
    step(&old, fs::create_dir(&old))?;
    step(&new, fs::create_dir(&new))?;
    step(STAGE, pivot_root(STAGE, &old))?;
    step("/", chdir("/"))?;
    step(NEW, mount(Some(NEW), NEW, NONE, MsFlags::MS_BIND, NONE))
}

impl Place {
    fn show(&self) -> Mounted {
        let (from, to) = (below(OLD, &self.real), below(NEW, &self.path));
        if from.is_dir() {
            step(&self.path, fs::create_dir_all(&to))?;
        } else if !to.exists() {
            let folder = to.parent().unwrap_or(Path::new(NEW));
            step(&self.path, fs::create_dir_all(folder))?;
            step(&self.path, fs::File::create(&to))?;
        }
        let bind = MsFlags::MS_BIND | MsFlags::MS_REC;
        step(&self.path, mount(Some(&from), &to, NONE, bind, NONE))?;
        if self.written { Ok(()) } else { step(&self.path, read_only(&to)) }
    }
}

/// Flags that the mount has from outside may not be taken off, so they are said again.
fn read_only(path: &Path) -> nix::Result<()> {
    const KEPT: [(FsFlags, MsFlags); 5] = [
        (FsFlags::ST_NOSUID, MsFlags::MS_NOSUID),
        (FsFlags::ST_NODEV, MsFlags::MS_NODEV),
        (FsFlags::ST_NOEXEC, MsFlags::MS_NOEXEC),
        (FsFlags::ST_NOATIME, MsFlags::MS_NOATIME),
        (FsFlags::ST_RELATIME, MsFlags::MS_RELATIME),
    ];
    let has = statvfs(path)?.flags();
    let kept = KEPT.iter().filter(|(flag, _)| has.contains(*flag)).map(|(_, flag)| *flag);
    let flags = MsFlags::MS_REMOUNT | MsFlags::MS_BIND | MsFlags::MS_RDONLY;
    mount(NONE, path, NONE, kept.fold(flags, |flags, flag| flags | flag), NONE)
}

/// A folder in memory: what is written there is bounded, and gone with its last process.
fn memory(folder: &Path, bytes: u64) -> Mounted {
    step(folder, fs::create_dir_all(folder))?;
    let flags = MsFlags::MS_NOSUID | MsFlags::MS_NODEV | MsFlags::MS_NOEXEC;
    let size = format!("size={bytes},nr_inodes=4096,mode=700");
    step(folder, mount(Some("tmpfs"), folder, Some("tmpfs"), flags, Some(size.as_str())))
}

fn below(root: &str, path: impl AsRef<Path>) -> PathBuf {
    let path = path.as_ref();
    Path::new(root).join(path.strip_prefix("/").unwrap_or(path))
}

fn step<T, E: ToString>(path: impl AsRef<Path>, done: Result<T, E>) -> Mounted<T> {
    done.map_err(|why| format!("{}: {}", path.as_ref().display(), why.to_string()))
}
