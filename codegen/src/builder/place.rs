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
pub(super) fn write(packages: &[Package], out: &Path) -> Result<(), BuildError> {
    let files = files(packages);
    claim(&files, out)?;
    write::write(&files, target(out))?;
    Ok(())
}

/// Compares, and has cargo look at what was compared.
pub(super) fn check(packages: &[Package], out: &Path) -> Result<(), BuildError> {
    let files = files(packages);
    for file in &files {
        instruct(&format!("rerun-if-changed={}", out.join(&file.path).display()));
    }
    let changes = write::compare(&files, target(out))?;
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

fn files(packages: &[Package]) -> Vec<File> {
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
