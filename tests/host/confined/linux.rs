//! What a confined check may do: compute, start threads, wait, and write into one folder if its
//! exercise is about files. It may open nothing else, start nothing, reach nobody. What is not on
//! the list below is refused as not permitted; refused, not killed, so that an honest library
//! that only tries something goes on.
//!
//! Most of it is done once, in the host, before the first check is forked; what the host itself
//! still needs is then taken from every check, which costs little.
#![allow(unsafe_code, reason = "limits of a process have no safe face in std")]

use std::{collections::BTreeMap, path::Path, process};

use contract::kit::record::Confinement;
use landlock::{
    ABI, Access, AccessFs, AccessNet, CompatLevel, Compatible, PathBeneath, PathFd, Ruleset,
    RulesetAttr, RulesetCreatedAttr, RulesetStatus, Scope,
};
use seccompiler::{
    BackendError, BpfProgram, SeccompAction,
    SeccompCmpArgLen::{Dword, Qword},
    SeccompCmpOp::{Eq, MaskedEq, Ne},
    SeccompCondition, SeccompFilter, SeccompRule, TargetArch,
};

/// The newest rights known here; an older kernel enforces those that it knows.
const NEWEST: ABI = ABI::V6;
/// Seconds of processor time, of all threads together. The watchdog speaks long before.
const CPU: u64 = 20;
/// Bytes of memory that can be written: the heap and the stacks.
const DATA: u64 = 1 << 30;
/// Bytes of address space; allocators reserve much more than they use.
const SPACE: u64 = 6 << 30;
/// Bytes of one file.
const FILE: u64 = 64 << 20;
/// Open files.
const OPEN: u64 = 1024;

/// A host that has given up nearly everything. Only what `lock` needs is left to it.
pub struct Cell(());

impl Cell {
    /// Locks the host in. There is no way out, and no thread must be running yet.
    pub fn enter(confinement: &Confinement) -> Result<Cell, String> {
        let folder = confinement.folder.as_deref().map(Path::new);
        let status = files(folder).map_err(|why| why.to_string())?;
        if status == RulesetStatus::NotEnforced {
            return Err("Landlock is not enforced".to_owned());
        }
        apply(no_new_clone())?;
        apply(allowed())?;
        Ok(Cell(()))
    }

    /// Locks this process, a check's, further in.
    pub fn lock(&self) -> Result<(), String> {
        limit()?;
        if apart().map_err(|why| why.to_string())? == RulesetStatus::NotEnforced {
            return Err("Landlock is not enforced a second time".to_owned());
        }
        apply(not_for_checks())
    }
}

fn apply(filter: Result<BpfProgram, BackendError>) -> Result<(), String> {
    let filter = filter.map_err(|why| why.to_string())?;
    seccompiler::apply_filter(&filter).map_err(|why| why.to_string())
}

fn limit() -> Result<(), String> {
    let all = [
        (libc::RLIMIT_CPU, CPU),
        (libc::RLIMIT_DATA, DATA),
        (libc::RLIMIT_AS, SPACE),
        (libc::RLIMIT_FSIZE, FILE),
        (libc::RLIMIT_NOFILE, OPEN),
        (libc::RLIMIT_CORE, 0),
    ];
    for (resource, most) in all {
        let limit = libc::rlimit { rlim_cur: most, rlim_max: most };
        // SAFETY: the limit outlives the call.
        if unsafe { libc::setrlimit(resource, &raw const limit) } == -1 {
            return Err(format!("limits: {}", std::io::Error::last_os_error()));
        }
    }
    Ok(())
}

/// One more layer, which is the check's own. Without it the check would stand where the host stands
/// and could open the host's pipes, and those of other checks, by their paths in /proc: pipes are
/// on no file system that rules speak of, but whoever stands further in may not look at those
/// outside. What the layer itself refuses nobody may do anyway.
fn apart() -> Result<RulesetStatus, landlock::RulesetError> {
    let rules = Ruleset::default().handle_access(AccessFs::Execute)?.create()?;
    Ok(rules.restrict_self()?.ruleset)
}

/// Only the given folder is left of all files.
fn files(folder: Option<&Path>) -> Result<RulesetStatus, landlock::RulesetError> {
    let mut rules = Ruleset::default()
        .set_compatibility(CompatLevel::BestEffort)
        .handle_access(AccessFs::from_all(NEWEST))?
        .handle_access(AccessNet::from_all(NEWEST))?
        .scope(Scope::AbstractUnixSocket | Scope::Signal)?
        .create()?;
    if let Some(opened) = folder.and_then(|folder| PathFd::new(folder).ok()) {
        let made = AccessFs::MakeReg | AccessFs::MakeDir | AccessFs::Refer;
        let taken = AccessFs::RemoveFile | AccessFs::RemoveDir | AccessFs::Truncate;
        let used = AccessFs::ReadFile | AccessFs::ReadDir | AccessFs::WriteFile;
        rules = rules.add_rule(PathBeneath::new(opened, made | taken | used))?;
    }
    Ok(rules.restrict_self()?.ruleset)
}

/// The list: everything else is refused.
fn allowed() -> Result<BpfProgram, BackendError> {
    let all = ALLOWED.iter().chain(ALLOWED_HERE).chain(FOR_THE_HOST);
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = all.map(|call| (*call, Vec::new())).collect();
    // A stream may be told not to wait.
    let nonblocking = SeccompCondition::new(1, Dword, Eq, libc::FIONBIO)?;
    rules.insert(libc::SYS_ioctl, vec![SeccompRule::new(vec![nonblocking])?]);
    filter(rules, SeccompAction::Errno(libc::EPERM.unsigned_abs()), SeccompAction::Allow)
}

/// What the host needs and a check does not: new processes, their limits and their end.
fn not_for_checks() -> Result<BpfProgram, BackendError> {
    let when = |index, length, op, value| {
        SeccompRule::new(vec![SeccompCondition::new(index, length, op, value)?])
    };
    // A thread is what has this flag; everything else would be a process.
    let thread = u64::from(libc::CLONE_THREAD.unsigned_abs());
    // A process may end itself by a signal, as `abort` does; no other is of use to it.
    let (abort, own) = (u64::from(libc::SIGABRT.unsigned_abs()), u64::from(process::id()));
    // Threads may have names.
    let name = u64::from(libc::PR_SET_NAME.unsigned_abs());
    let rules = BTreeMap::from([
        (libc::SYS_clone, vec![when(0, Dword, MaskedEq(thread), 0)?]),
        (libc::SYS_tgkill, vec![when(0, Dword, Ne, own)?, when(2, Dword, Ne, abort)?]),
        (libc::SYS_prctl, vec![when(0, Dword, Ne, name)?]),
        // Limits may be asked for, and not set.
        (libc::SYS_prlimit64, vec![when(2, Qword, Ne, 0)?, when(0, Dword, Ne, 0)?]),
        (libc::SYS_kill, Vec::new()),
        (libc::SYS_landlock_create_ruleset, Vec::new()),
        (libc::SYS_landlock_restrict_self, Vec::new()),
        (libc::SYS_setpgid, Vec::new()),
        (libc::SYS_seccomp, Vec::new()),
    ]);
    filter(rules, SeccompAction::Allow, SeccompAction::Errno(libc::EPERM.unsigned_abs()))
}

/// The newer call hides its flags from filters. The C library goes on with the older one when it
/// hears that the newer does not exist.
fn no_new_clone() -> Result<BpfProgram, BackendError> {
    let missing = SeccompAction::Errno(libc::ENOSYS.unsigned_abs());
    filter(BTreeMap::from([(libc::SYS_clone3, Vec::new())]), SeccompAction::Allow, missing)
}

fn filter(
    rules: BTreeMap<i64, Vec<SeccompRule>>,
    otherwise: SeccompAction,
    matched: SeccompAction,
) -> Result<BpfProgram, BackendError> {
    let here = TargetArch::try_from(std::env::consts::ARCH)?;
    SeccompFilter::new(rules, otherwise, matched, here)?.try_into()
}

/// What the host does for its checks until they are locked; none of it is left to them.
const FOR_THE_HOST: &[libc::c_long] = &[
    libc::SYS_clone,
    libc::SYS_getppid,
    libc::SYS_kill,
    libc::SYS_landlock_create_ruleset,
    libc::SYS_landlock_restrict_self,
    libc::SYS_prctl,
    libc::SYS_prlimit64,
    libc::SYS_seccomp,
    libc::SYS_setpgid,
    libc::SYS_tgkill,
    libc::SYS_wait4,
    libc::SYS_waitid,
];

const ALLOWED: &[libc::c_long] = &[
    // Memory.
    libc::SYS_brk,
    libc::SYS_madvise,
    libc::SYS_membarrier,
    libc::SYS_mmap,
    libc::SYS_mprotect,
    libc::SYS_mremap,
    libc::SYS_munmap,
    // Threads, and how they wait for each other.
    libc::SYS_clone3,
    libc::SYS_exit,
    libc::SYS_futex,
    libc::SYS_get_robust_list,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_rseq,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_yield,
    libc::SYS_set_robust_list,
    libc::SYS_set_tid_address,
    // Time.
    libc::SYS_clock_getres,
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_getrusage,
    libc::SYS_gettimeofday,
    libc::SYS_nanosleep,
    libc::SYS_times,
    libc::SYS_timerfd_create,
    libc::SYS_timerfd_gettime,
    libc::SYS_timerfd_settime,
    // The end, and signals to oneself.
    libc::SYS_exit_group,
    libc::SYS_restart_syscall,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    // Open files, pipes and events.
    libc::SYS_close,
    libc::SYS_close_range,
    libc::SYS_dup,
    libc::SYS_dup3,
    libc::SYS_epoll_create1,
    libc::SYS_epoll_ctl,
    libc::SYS_epoll_pwait,
    libc::SYS_epoll_pwait2,
    libc::SYS_eventfd2,
    libc::SYS_fcntl,
    libc::SYS_fdatasync,
    libc::SYS_flock,
    libc::SYS_fstat,
    libc::SYS_fsync,
    libc::SYS_ftruncate,
    libc::SYS_getdents64,
    libc::SYS_lseek,
    libc::SYS_pipe2,
    libc::SYS_ppoll,
    libc::SYS_pread64,
    libc::SYS_preadv,
    libc::SYS_pselect6,
    libc::SYS_pwrite64,
    libc::SYS_pwritev,
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_write,
    libc::SYS_writev,
    // Files by their path: which ones, Landlock decides.
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_getcwd,
    libc::SYS_linkat,
    libc::SYS_mkdirat,
    libc::SYS_newfstatat,
    libc::SYS_openat,
    libc::SYS_readlinkat,
    libc::SYS_renameat,
    libc::SYS_renameat2,
    libc::SYS_statx,
    libc::SYS_unlinkat,
    // A pair of sockets that knows nobody else, for the runtime's own signals.
    libc::SYS_getsockopt,
    libc::SYS_recvfrom,
    libc::SYS_recvmsg,
    libc::SYS_sendmsg,
    libc::SYS_sendto,
    libc::SYS_setsockopt,
    libc::SYS_shutdown,
    libc::SYS_socketpair,
    // What the machine is.
    libc::SYS_getcpu,
    libc::SYS_getrandom,
    libc::SYS_getuid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getegid,
    libc::SYS_sysinfo,
    libc::SYS_uname,
];

/// Older ways to say the same, which only some platforms have.
#[cfg(target_arch = "x86_64")]
const ALLOWED_HERE: &[libc::c_long] = &[
    libc::SYS_access,
    libc::SYS_dup2,
    libc::SYS_epoll_create,
    libc::SYS_epoll_wait,
    libc::SYS_eventfd,
    libc::SYS_getdents,
    libc::SYS_link,
    libc::SYS_lstat,
    libc::SYS_mkdir,
    libc::SYS_open,
    libc::SYS_pipe,
    libc::SYS_poll,
    libc::SYS_readlink,
    libc::SYS_rename,
    libc::SYS_rmdir,
    libc::SYS_select,
    libc::SYS_stat,
    libc::SYS_time,
    libc::SYS_unlink,
];
#[cfg(not(target_arch = "x86_64"))]
const ALLOWED_HERE: &[libc::c_long] = &[];
