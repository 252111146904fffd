//! write: rendered files onto a disk, all of them or none.
//!
//! New contents are first laid beside the target in a journal folder, which a rename makes valid as a whole; then the
//! files are moved into place one by one. A run that is interrupted before that rename leaves everything as it was; one
//! that is interrupted after it is finished by the next run. One run at a time works on a folder. Only files whose first
//! line has our header are replaced or removed, by a journal too, and no path leaves the target folder. A file of people is
//! replaced only where it still is as it was read.

mod journal;
mod together;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::{Component, Path, PathBuf};

use journal::{JOURNAL, changes_specs, decided_by, discard_draft, finish, named_in, prepare};
pub use together::{Edit, Part, compare_together, is_interrupted, recover, write_together};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::package::File;

/// The file that a run locks while it works on a folder.
const LOCK: &str = ".acsgen-lock";
/// The file of people among imported ones, which stays whatever its first line says.
const PEOPLES: &str = "overlay.yaml";
/// Most bytes of a first line.
const MAX_LINE: u64 = 4096;

/// What a run would change, or has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Files that are written because they are new or differ.
    pub written: Vec<String>,
    /// Files of ours that nothing generates any more.
    pub removed: Vec<String>,
    /// How many files are as they should be.
    pub unchanged: usize,
}

impl Changes {
    /// Whether the target is up to date.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

/// What the target folder holds that a run may touch.
#[derive(Clone, Copy, Debug)]
pub struct Target<'t> {
    /// The folder.
    pub folder: &'t Path,
    /// The words that the first line of each file of ours contains.
    pub header: &'t str,
    /// The folders below it in which files of ours that are not written any more are removed.
    pub owned: &'t [String],
}

/// Compares `files` with what is in the target, and changes nothing.
///
/// # Errors
///
/// A file that cannot be read, a path that leaves the target, a file in the way that is not ours, and an interrupted
/// run that [`write()`] is to finish first.
pub fn compare(files: &[File], target: Target<'_>) -> Result<Changes, Diagnostics> {
    check_is_folder(target.folder)?;
    check_elsewhere(target.folder)?;
    let journal = target.folder.join(JOURNAL);
    if journal.exists() {
        return Err(one(interrupted(&journal).help("run the command without `--check` to finish it")));
    }
    compare_files(files, target)
}

/// Specs that an interrupted run has left half written are not to be read: neither of a whole folder, nor of a product in
/// it, nor of a version.
pub(crate) fn check_finished(folder: &Path) -> Result<(), Diagnostics> {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let below = |root: &Path| folder.strip_prefix(root).unwrap_or(Path::new("")).to_owned();
    let Some(root) = folder.ancestors().take(3).find(|root| changes_specs(root, &below(root))) else {
        return Ok(());
    };
    let help = "run the command that was interrupted again, `acsgen update` or `acsgen import`, to finish it";
    Err(one(interrupted(&root.join(JOURNAL)).help(help)))
}

fn interrupted(journal: &Path) -> Diagnostic {
    let message = format!("a run was interrupted, and what is left to do stands in `{}`", journal.display());
    Diagnostic::error("interrupted", message)
}

/// A file is no folder to write to.
fn check_is_folder(folder: &Path) -> Result<(), Diagnostics> {
    if !folder.is_file() {
        return Ok(());
    }
    let message = format!("`{}` is a file, not a folder", folder.display());
    Err(one(Diagnostic::error("io", message).help("name another folder, or move the file away")))
}

fn compare_files(files: &[File], target: Target<'_>) -> Result<Changes, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let mut changes = Changes::default();
    for file in files {
        match state(file, target) {
            Ok(State::Same) => changes.unchanged += 1,
            Ok(State::New | State::Ours) => changes.written.push(file.path.clone()),
            Ok(State::Foreign) => diagnostics.push(foreign(file, target)),
            Err(error) => diagnostics.push(failed("read", &target.folder.join(&file.path), &error)),
        }
    }
    let kept: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for folder in target.owned {
        match stale(folder, &kept, target) {
            Ok(paths) => changes.removed.extend(paths),
            Err(error) => diagnostics.push(failed("read", &target.folder.join(folder), &error)),
        }
    }
    diagnostics.propagate()?;
    Ok(changes)
}

/// Brings the target up to date and says what that took.
///
/// # Errors
///
/// As [`compare`], and a disk that cannot be written to. The target is as it was before then, or, where the error came
/// while files were being moved into place, the next run finishes the work.
pub fn write(files: &[File], target: Target<'_>) -> Result<Changes, Diagnostics> {
    check_is_folder(target.folder)?;
    // Nothing to change, nothing to write: also in a folder that must not be written to.
    if let Ok(changes) = compare(files, target)
        && changes.is_empty()
    {
        return Ok(changes);
    }
    let failed_to = |what, path: &Path, error| one(failed(what, path, &error));
    let lock = lock(target.folder).map_err(|error| failed_to("write to", target.folder, error))?;
    check_elsewhere(target.folder)?;
    finish(target).map_err(|error| one(unfinished(target.folder, &error)))?;
    let changes = compare_files(files, target)?;
    if !changes.is_empty() {
        if let Err(error) = prepare(files, &changes, target.folder) {
            // What was laid out takes room on a disk that may be full.
            let _ = discard_draft(target.folder);
            return Err(failed_to("write to", target.folder, error));
        }
        finish(target).map_err(|error| one(unfinished(target.folder, &error)))?;
    }
    drop(lock);
    Ok(changes)
}

/// A run that was interrupted while it changed this folder and others is not ours to finish.
fn check_elsewhere(folder: &Path) -> Result<(), Diagnostics> {
    let failed = |error| one(failed("read", &folder.join(JOURNAL), &error));
    let by = decided_by(folder).map_err(failed)?;
    let named = named_in(folder).map_err(failed)?;
    match by.as_ref().or(named.first()) {
        Some(other) => Err(one(together::elsewhere(folder, other))),
        None => Ok(()),
    }
}

/// Whether two paths are of one folder.
fn same_folder(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Waits for other runs on the folder. The lock ends with the process, however that ends; its file stays, for another
/// run may wait for it.
fn lock(folder: &Path) -> io::Result<fs::File> {
    fs::create_dir_all(folder)?;
    let file = fs::File::create(folder.join(LOCK))?;
    file.lock()?;
    Ok(file)
}

enum State {
    New,
    Same,
    Ours,
    Foreign,
}

fn state(file: &File, target: Target<'_>) -> io::Result<State> {
    let path = inside(target.folder, &file.path)?;
    match fs::read(&path) {
        Ok(bytes) if bytes == file.text.as_bytes() => Ok(State::Same),
        Ok(bytes) if has_header(&bytes, target.header) => Ok(State::Ours),
        Ok(_) => Ok(State::Foreign),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(State::New),
        Err(error) => Err(error),
    }
}

/// Whether a file is ours: by its first line. In an empty one there is nothing of anybody.
fn is_ours(path: &Path, header: &str) -> io::Result<bool> {
    let mut line = Vec::new();
    BufReader::new(fs::File::open(path)?.take(MAX_LINE)).read_until(b'\n', &mut line)?;
    Ok(has_header(&line, header))
}

fn has_header(bytes: &[u8], header: &str) -> bool {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    bytes.is_empty() || String::from_utf8_lossy(line).contains(header)
}

/// Files of ours directly in `folder` that are not kept.
fn stale(folder: &str, kept: &BTreeSet<&str>, target: Target<'_>) -> io::Result<Vec<String>> {
    let mut paths = Vec::new();
    let entries = match fs::read_dir(inside(target.folder, folder)?) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(paths),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        let gone =
            entry.file_type()?.is_file() && !kept.contains(path.as_str()) && entry.file_name() != PEOPLES;
        // An empty file may be replaced, for a disk may have emptied one of ours; nothing says whose it is to remove.
        if gone && entry.metadata()?.len() > 0 && is_ours(&entry.path(), target.header)? {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// The path below the folder, if it stays there.
fn inside(folder: &Path, path: &str) -> io::Result<PathBuf> {
    let stays = Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
    if stays && !path.is_empty() {
        Ok(folder.join(path))
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidInput, format!("`{path}` would leave the target folder")))
    }
}

fn foreign(file: &File, target: Target<'_>) -> Diagnostic {
    let path = target.folder.join(&file.path);
    Diagnostic::error(
        "foreign-file",
        format!("`{}` is in the way, and acsgen did not write it", path.display()),
    )
    .help(
        "only files whose first line carries the header are replaced; move it away, or choose another folder",
    )
}

fn failed(what: &str, path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error("io", format!("cannot {what} `{}`: {error}", path.display()))
}

/// What could not be carried out of a journal, of this run or of one that was interrupted.
fn unfinished(folder: &Path, error: &io::Error) -> Diagnostic {
    failed("carry out", &folder.join(JOURNAL), error)
        .help("some files are written and some are not; see to what is in the way, and run the command again to finish it")
}

fn one(diagnostic: Diagnostic) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(diagnostic);
    diagnostics
}

#[cfg(test)]
mod tests;
