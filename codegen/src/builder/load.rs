//! The specs that a builder is told of, as one set of sources.

use std::path::{Path, PathBuf};

use super::cargo::instruct;
use super::{BuildError, export};
use crate::diagnostic::Diagnostics;
use crate::options::Options;
use crate::sources::Sources;

/// Where specs are.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// In a folder, or in an OpenMeta file.
    Path(PathBuf),
    /// In a folder below the one that a dependency exports.
    Dependency { links: String, folder: PathBuf },
}

/// Loads all, and tells cargo what to look at: folders as they are, so that a new file is seen as well as a changed one.
pub(super) fn load(origins: &[Origin], package: &Path, options: &Options) -> Result<Sources, BuildError> {
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    for origin in origins {
        let path = match origin {
            Origin::Path(path) => package.join(path),
            Origin::Dependency { links, folder } => export::find(links)?.join(folder),
        };
        instruct(&format!("rerun-if-changed={}", path.display()));
        if path.is_file() { files.push(path) } else { folders.push(path) }
    }
    check_apart(&folders)?;
    check_apart(&files)?;
    // Among several kinds of sources, only all of them together know which operations there are; and only all operations, which
    // names are taken.
    let is_renamed = |name: &String| options.renames.iter().any(|(selector, _)| selector == name);
    let is_enough = |chosen: &&[String]| folders.is_empty() && !chosen.iter().any(is_renamed);
    let chosen = options.operations.as_deref().filter(is_enough);
    let mut sources = match files.is_empty() {
        true => Sources::load_for(&folders, options)?,
        false => Sources::load_for(&folders, &Options::default())?,
    };
    if !files.is_empty() {
        for (path, text) in import(&files, chosen)? {
            sources.add(path, text);
        }
    }
    Ok(sources)
}

/// What is named twice would be there twice, and clash with itself.
fn check_apart(paths: &[PathBuf]) -> Result<(), BuildError> {
    let real: Vec<_> =
        paths.iter().map(|path| path.canonicalize().unwrap_or_else(|_| path.clone())).collect();
    for (at, path) in paths.iter().enumerate() {
        let Some(earlier) =
            (0..at).find(|&it| real[at].starts_with(&real[it]) || real[it].starts_with(&real[at]))
        else {
            continue;
        };
        let (path, other) = (path.display(), paths[earlier].display());
        let message = if real[at] == real[earlier] {
            format!("the specs `{path}` are named twice: name them once")
        } else {
            format!("the specs `{path}` and `{other}` are one within the other: name one of the two")
        };
        return Err(BuildError::message(message));
    }
    Ok(())
}

/// OpenMeta files as specs: their paths and texts.
#[cfg(feature = "openmeta")]
fn import(files: &[PathBuf], chosen: Option<&[String]>) -> Result<Vec<(String, String)>, Diagnostics> {
    use crate::import::{Options, import, load};
    let options = Options { operations: chosen.map(<[_]>::to_vec), ..Options::default() };
    Ok(import(&load(files)?, &options)?.files)
}

#[cfg(not(feature = "openmeta"))]
fn import(files: &[PathBuf], _: Option<&[String]>) -> Result<Vec<(String, String)>, Diagnostics> {
    use crate::diagnostic::Diagnostic;
    let mut diagnostics = Diagnostics::default();
    for file in files {
        let message = format!("`{}` is a file, and specs are in folders", file.display());
        let help = "if it is an OpenMeta file, the feature `openmeta` of acs-codegen reads it: \
            `acs-codegen = { version = \"..\", features = [\"openmeta\"] }`";
        diagnostics.push(Diagnostic::error("no-specs", message).help(help));
    }
    Err(diagnostics)
}
