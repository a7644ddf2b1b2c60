//! Puts what cargo built into the build's own folder, so that the next build of a changed course
//! takes nothing away from a grader that still uses this one.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use kit::record::Listing;

use super::{DESCRIPTION, PrepareError, Toolchain, cargo::Part, write};
use crate::{
    model::{Build, Linker},
    process::{self, Tool},
};

/// Crates that a submission may name.
const NAMED: [&str; 5] = ["contract", "kit", "tokio", "futures", "bytes"];
/// Where the libraries lie in the build's folder.
const LIBRARIES: &str = "libraries";
/// Those of them that are the course's own and change with it.
const OWN: [&str; 2] = ["contract", "kit"];
/// The host answers at once; this is for a machine in trouble.
const PATIENCE: Duration = Duration::from_mins(1);

pub fn stage(
    toolchain: &Toolchain,
    parts: &[Part],
    key: String,
    folder: PathBuf,
) -> Result<(), PrepareError> {
    let libraries = folder.join(LIBRARIES);
    let output = Built { parts, libraries: &libraries };
    output.link_all()?;
    let externs = NAMED
        .iter()
        .map(|name| Ok(((*name).to_owned(), output.library(name)?)))
        .collect::<Result<_, PrepareError>>()?;
    let program = parts.iter().find_map(|part| part.program.as_ref());
    let program = program.ok_or_else(|| missing("host"))?;
    let mut build = Build {
        key,
        rustc: toolchain.rustc.clone(),
        externs,
        host: copied(program, &folder)?,
        shared: vec![libraries.clone(), toolchain.libraries()],
        sysroot: toolchain.sysroot.clone(),
        libraries,
        linker: linker(toolchain, &folder)?,
        listings: Vec::new(),
        folder,
    };
    build.listings = listings(&build)?;
    let description = serde_json::to_vec_pretty(&build).unwrap_or_default();
    write(&build.folder.join(DESCRIPTION), &description)
}

struct Built<'a> {
    parts: &'a [Part],
    libraries: &'a Path,
}

impl Built<'_> {
    /// The library of a crate: the shared one where there is one, else the static one.
    fn library(&self, name: &str) -> Result<PathBuf, PrepareError> {
        let part = self.parts.iter().find(|part| part.name == name && part.program.is_none());
        let files = || part.iter().flat_map(|part| &part.files);
        let ends = |ending: &str| files().find(|file| file.to_string_lossy().ends_with(ending));
        let shared = ends(std::env::consts::DLL_SUFFIX).filter(|_| name == "contract");
        let library = shared.or_else(|| ends(".rlib")).ok_or_else(|| missing(name))?;
        Ok(self.libraries.join(library.file_name().unwrap_or_default()))
    }

    /// Every library that was built, for the target and for the compiler itself, in one folder
    /// in which there is no program: it holds the checks.
    fn link_all(&self) -> Result<(), PrepareError> {
        let is_library = |file: &&PathBuf| {
            let ending = file.extension().unwrap_or_default();
            ["rlib", "rmeta"].iter().any(|known| ending == *known)
                || format!(".{}", ending.display()) == std::env::consts::DLL_SUFFIX
        };
        for part in self.parts.iter().filter(|part| part.program.is_none()) {
            let own = OWN.contains(&part.name.as_str());
            for file in part.files.iter().filter(is_library) {
                // What is the course's own changes with it, the rest never does.
                if own || !linked(file, self.libraries) {
                    copied(file, self.libraries)?;
                }
            }
        }
        Ok(())
    }
}

/// Whether the file is now in the folder without having been copied.
fn linked(file: &Path, folder: &Path) -> bool {
    let link = folder.join(file.file_name().unwrap_or_default());
    fs::create_dir_all(folder).and_then(|()| fs::hard_link(file, &link)).is_ok()
}

fn copied(file: &Path, folder: &Path) -> Result<PathBuf, PrepareError> {
    let copy = folder.join(file.file_name().unwrap_or_default());
    fs::create_dir_all(folder)
        .and_then(|()| fs::copy(file, &copy))
        .map_err(|why| PrepareError::Disk { path: copy.clone(), why })?;
    Ok(copy)
}

fn missing(name: &str) -> PrepareError {
    PrepareError::Incomplete(format!("cargo did not tell where it put `{name}`"))
}

/// A submission needs no library at link time: the host has loaded them all, and the symbols are
/// found then. So on ELF systems the linker is shown the objects only, which takes a fifth of
/// the time. Elsewhere the ordinary linker is used.
fn linker(toolchain: &Toolchain, folder: &Path) -> Result<Option<Linker>, PrepareError> {
    let (Some((program, words)), true) = (toolchain.linker(), cfg!(target_os = "linux")) else {
        return Ok(None);
    };
    let script = folder.join("link");
    write(&script, objects_only(&program, words).as_bytes())?;
    make_executable(&script)?;
    Ok(Some(Linker { script, program }))
}

fn objects_only(linker: &Path, words: &str) -> String {
    format!(
        "#!/bin/sh\n\
         # Links the objects and nothing else; everything that they lack is in the host.\n\
         for arg do\n  shift\n  case $last in -o) set -- \"$@\" -o \"$arg\" ;; esac\n\
           case $arg in *.o) set -- \"$@\" \"$arg\" ;; esac\n  last=$arg\ndone\n\
         exec '{}'{words} -shared -z noexecstack --eh-frame-hdr --gc-sections \"$@\"\n",
        linker.display()
    )
}

#[cfg(unix)]
fn make_executable(script: &Path) -> Result<(), PrepareError> {
    use std::os::unix::fs::PermissionsExt;

    fs::set_permissions(script, fs::Permissions::from_mode(0o755))
        .map_err(|why| PrepareError::Disk { path: script.to_owned(), why })
}

#[cfg(not(unix))]
fn make_executable(_script: &Path) -> Result<(), PrepareError> {
    Ok(())
}

/// Asks the host which checks it holds, which also proves that it starts.
fn listings(build: &Build) -> Result<Vec<Listing>, PrepareError> {
    let tool = Tool {
        program: build.host.clone(),
        args: vec!["list".into()],
        env: process::library_path(&build.shared),
        folder: build.folder.clone(),
        deadline: PATIENCE,
        interruptible: false,
    };
    let mut text = String::new();
    let ended = process::run(&tool, |line| text.push_str(line))?;
    serde_json::from_str(&text).map_err(|why| {
        PrepareError::Incomplete(format!("the host lists no checks: {why} {}", ended.stderr))
    })
}
