//! What no file in a repository can be: links, pipes, holes, bombs, repositories with hooks. A
//! small function for each.

use std::{
    ffi::OsStr,
    fs::{self, File},
    os::unix::{
        ffi::OsStrExt,
        fs::{PermissionsExt, symlink},
    },
    path::Path,
};

use super::{super::support::root, archives, stage::Stage};

/// Many, where a few would be ordinary.
const MANY: usize = 100_000;

/// Makes what the case's `make` names.
pub fn make(maker: &str, stage: &mut Stage) {
    if let Some(archive) = maker.strip_prefix("archive:") {
        stage.submission = archives::make(archive, stage);
        return;
    }
    let module = stage.submission.join("say_after.rs");
    match maker {
        "link-to-hidden" => link(&root().join("tests/say_after/hidden.rs"), &module),
        "link-to-device" => link(Path::new("/dev/zero"), &module),
        "link-to-solutions" => link(&root().join("solutions"), &stage.submission.join("exercises")),
        "ring" => ring(&stage.submission),
        "pipe" => pipe(&module),
        "folder" => fs::create_dir(&module).expect("a folder"),
        "hole" => File::create(&module).and_then(|file| file.set_len(1 << 40)).expect("a hole"),
        "huge-source" => huge_source(&module),
        "strange-names" => strange_names(&stage.submission, &stage.mark),
        "git-hooks" => git_hooks(stage),
        "deep-brackets" => write(&module, &nested("(", "1", ")")),
        "deep-sum" => write(&module, &nested("1 + ", "1", "")),
        "long-name" => long_name(&module),
        "many-errors" => many_errors(&module),
        "many-names" => many_names(&module),
        _ => panic!("nobody makes `{maker}`"),
    }
}

fn link(to: &Path, from: &Path) {
    symlink(to, from).expect("a link");
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("a file of the submission");
}

fn ring(folder: &Path) {
    link(folder, &folder.join("again"));
    link(&folder.join("b"), &folder.join("a"));
    link(&folder.join("a"), &folder.join("b"));
    link(Path::new("/"), &folder.join("everything"));
}

fn pipe(path: &Path) {
    let made = assert_cmd::Command::new("mkfifo").arg(path).output().expect("mkfifo");
    assert!(made.status.success(), "{made:?}");
}

/// A gigabyte that takes no room: a line of code, and blanks that are a hole.
fn huge_source(path: &Path) {
    write(path, "//! Large.\n\nfn main() {}\n");
    File::options().write(true).open(path).and_then(|file| file.set_len(1 << 30)).expect("a hole");
}

fn strange_names(folder: &Path, mark: &str) {
    let names: [&[u8]; 5] =
        [b"\xff\xfe.rs", b"\x1b[2J.rs", b"a\nb.rs", "\u{202e}sr.retfa_yas".as_bytes(), b" .rs"];
    for name in names {
        write(&folder.join(OsStr::from_bytes(name)), mark);
    }
    write(&folder.join("SAY_AFTER.RS"), "compile_error!();");
    write(&folder.join("say\u{ff3f}after.rs"), "compile_error!();");
}

fn git_hooks(stage: &Stage) {
    let planted = "#!/bin/sh\ntouch '@BUILT@/planted-@MARK@' '@HOME@/planted-@MARK@'\n";
    let git = stage.submission.join(".git");
    fs::create_dir_all(git.join("hooks")).expect("a folder of git");
    fs::create_dir_all(git.join("refs")).expect("a folder of git");
    fs::create_dir_all(git.join("objects")).expect("a folder of git");
    for hook in ["post-checkout", "pre-commit", "fsmonitor", "post-index-change"] {
        let path = git.join("hooks").join(hook);
        write(&path, &stage.filled(planted));
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("its rights");
    }
    let config = "[core]\n\trepositoryformatversion = 0\n\tfsmonitor = .git/hooks/fsmonitor\n\
        \tsshCommand = .git/hooks/fsmonitor\n\tpager = .git/hooks/fsmonitor\n\
        [filter \"x\"]\n\tsmudge = .git/hooks/fsmonitor\n\tclean = .git/hooks/fsmonitor\n";
    write(&git.join("config"), config);
    write(&git.join("HEAD"), "ref: refs/heads/main\n");
    write(&stage.submission.join(".gitattributes"), "* filter=x diff=x\n");
    write(&stage.submission.join(".gitmodules"), "[submodule \"x\"]\n\tpath = x\n\turl = ../../\n");
}

fn nested(before: &str, within: &str, after: &str) -> String {
    let (before, after) = (before.repeat(MANY), after.repeat(MANY));
    format!("//! Deep.\n\npub const N: u64 = {before}{within}{after};\n")
}

fn long_name(path: &Path) {
    let name = "a".repeat(900_000);
    write(
        path,
        &format!("//! Long.\n\npub fn {name}() {{}}\n\npub const N: u8 = {}b;\n", &name[..1000]),
    );
}

fn many_errors(path: &Path) {
    let errors = "const N: u8 = \"\";\n".repeat(MANY / 20);
    write(path, &format!("//! Wrong.\n\n{errors}"));
}

fn many_names(path: &Path) {
    let name = |number: usize| format!("use n{} as n{number};", number - 1);
    let names = (1..MANY / 4).map(name).collect::<Vec<_>>().join("\n");
    let ends = "use std::*;\nfn f() { process::exit(0) }";
    write(path, &format!("//! Renamed.\n\nuse std as n0;\n{names}\n{ends}\n"));
}
