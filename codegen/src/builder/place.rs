//! Generated packages as files to include, and what stands in their way.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::BuildError;
use super::cargo::instruct;
use crate::package::{File, HEADER, Package};
use crate::write::{self, Target};

/// What the builders of this script have written, so that none writes over the work of another, which would be missed in the
/// user's code only.
static WRITTEN: Mutex<Option<HashMap<PathBuf, String>>> = Mutex::new(None);

/// Writes what differs; a file that is not touched is not compiled again.
pub(super) fn write(files: &[File], out: &Path) -> Result<(), BuildError> {
    claim(files, out)?;
    write::write(files, target(out))?;
    Ok(())
}

/// Has cargo look at the files, so that one that somebody changes or removes is written again, or found out.
///
/// After a run that writes, the files are newer than the run, and cargo makes another one, which writes nothing.
pub(super) fn watch(files: &[File], out: &Path) {
    for file in files {
        instruct(&format!("rerun-if-changed={}", out.join(&file.path).display()));
    }
}

/// Compares.
pub(super) fn check(files: &[File], out: &Path) -> Result<(), BuildError> {
    let changes = write::compare(files, target(out))?;
    if changes.is_empty() {
        return Ok(());
    }
    let paths: Vec<_> =
        changes.written.iter().map(|path| format!("  {}", out.join(path).display())).collect();
    Err(BuildError::message(format!(
        "generated files are not up to date:\n\n{}\n\nBuild without `check` to write them.",
        paths.join("\n")
    )))
}

/// A file per product version.
pub(super) fn files(packages: &[Package]) -> Vec<File> {
    let file = |package: &Package| File {
        path: format!("{}.rs", package.name.replace('-', "_")),
        text: package.text(),
    };
    packages.iter().map(file).collect()
}

fn target(folder: &Path) -> Target<'_> {
    Target { folder, header: HEADER, owned: &[] }
}

fn claim(files: &[File], out: &Path) -> Result<(), BuildError> {
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    let written = written.get_or_insert_default();
    for file in files {
        let path = out.join(&file.path);
        if written.get(&path).is_some_and(|text| *text != file.text) {
            return Err(BuildError::message(format!(
                "two builders of this script write `{}`: name all operations of a product version in one of them, or \
                 give one another folder with `out_dir`",
                path.display()
            )));
        }
        written.insert(path, file.text.clone());
    }
    Ok(())
}
