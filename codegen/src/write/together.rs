//! Several folders in one step: either all of them are brought up to date, or none.
//!
//! The first folder decides. All of them get drafts; the rename of the first one's makes the others valid, too. A run that finds
//! a valid journal carries out the others' first, so that the one that decides is there until all is done.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::journal::{DRAFT, Draft, JOURNAL, commit, decided_by, discard_draft, finish, named_in};
use super::{Changes, Target, check_is_folder, compare_files, failed, lock, one, same_folder, unfinished};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::package::File;

/// What a step changes in one folder.
#[derive(Clone, Copy, Debug)]
pub struct Part<'t> {
    /// The folder.
    pub target: Target<'t>,
    /// The files of ours.
    pub files: &'t [File],
    /// The files of people.
    pub edits: &'t [Edit],
}

/// A new content for a file that people write, too: it replaces only what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The path below the target folder, with forward slashes.
    pub path: String,
    /// The content that was read; none where there was no file.
    pub before: Option<String>,
    /// The new content.
    pub after: String,
}

/// Finishes or undoes what an interrupted run has left in these folders, given in the order of [`write_together`].
///
/// # Errors
///
/// A disk that cannot be written to, a file of people that has changed since, and a run that changed other folders.
pub fn recover(targets: &[Target<'_>]) -> Result<(), Diagnostics> {
    // Nothing to finish, nothing to write: also in folders that must not be written to.
    let is_clean =
        |target: &Target<'_>| [DRAFT, JOURNAL].iter().all(|name| !target.folder.join(name).exists());
    if targets.iter().all(is_clean) {
        return Ok(());
    }
    let _locks = lock_all(targets)?;
    finish_all(targets)
}

/// Whether an interrupted run has left something to finish in one of these folders.
pub fn is_interrupted(targets: &[Target<'_>]) -> bool {
    targets.iter().any(|target| target.folder.join(JOURNAL).exists())
}

/// Brings several folders up to date in one step, and says for each what that took.
///
/// # Errors
///
/// As [`write()`](super::write()), and a file of people that has changed since it was read.
pub fn write_together(parts: &[Part<'_>]) -> Result<Vec<Changes>, Diagnostics> {
    let targets: Vec<Target<'_>> = parts.iter().map(|part| part.target).collect();
    let _locks = lock_all(&targets)?;
    finish_all(&targets)?;
    let changes = compare_together(parts)?;
    if changes.iter().all(Changes::is_empty) {
        return Ok(changes);
    }
    let Some(first) = targets.first() else { return Ok(changes) };
    if let Err(error) = prepare(parts, &changes, first.folder) {
        // What was laid out takes room on a disk that may be full.
        targets.iter().for_each(|target| drop(discard_draft(target.folder)));
        return Err(error);
    }
    commit(first.folder).map_err(|error| one(failed("write to", first.folder, &error)))?;
    finish_all(&targets)?;
    Ok(changes)
}

/// What a step would change in each folder; nothing is written.
///
/// # Errors
///
/// A file that cannot be read, a file in the way that is not ours, and a file of people that has changed since it was read.
pub fn compare_together(parts: &[Part<'_>]) -> Result<Vec<Changes>, Diagnostics> {
    parts.iter().map(compare_part).collect()
}

fn compare_part(part: &Part<'_>) -> Result<Changes, Diagnostics> {
    let mut changes = compare_files(part.files, part.target)?;
    let mut diagnostics = Diagnostics::default();
    for edit in part.edits {
        let path = part.target.folder.join(&edit.path);
        match fs::read_to_string(&path) {
            Ok(now) if now == edit.after => changes.unchanged += 1,
            Ok(now) if Some(&now) == edit.before.as_ref() => changes.written.push(edit.path.clone()),
            Ok(_) => diagnostics.push(changed(&path)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => match &edit.before {
                None => changes.written.push(edit.path.clone()),
                Some(_) => diagnostics.push(changed(&path)),
            },
            Err(error) => diagnostics.push(failed("read", &path, &error)),
        }
    }
    diagnostics.propagate()?;
    Ok(changes)
}

fn changed(path: &Path) -> Diagnostic {
    Diagnostic::error("changed-file", format!("`{}` has changed since it was read", path.display()))
        .help("run the command again")
}

/// Lays out the drafts of all folders; the first one's comes last.
fn prepare(parts: &[Part<'_>], changes: &[Changes], first: &Path) -> Result<(), Diagnostics> {
    for (index, (part, changes)) in parts.iter().zip(changes).enumerate().rev() {
        let others = if index == 0 { Some(&parts[1..]) } else { None };
        let laid_out = lay_out(part, changes, others, first);
        laid_out.map_err(|error| one(failed("write to", part.target.folder, &error)))?;
    }
    Ok(())
}

/// Lays out the draft of a folder: of the one that decides about `others`, or of one that `first` decides about.
fn lay_out(part: &Part<'_>, changes: &Changes, others: Option<&[Part<'_>]>, first: &Path) -> io::Result<()> {
    let mut draft = Draft::begin(part.target.folder)?;
    draft.put(part.files, changes)?;
    for edit in part.edits.iter().filter(|edit| changes.written.contains(&edit.path)) {
        draft.edit(edit)?;
    }
    match others {
        Some(others) => others.iter().try_for_each(|other| draft.also(other.target.folder))?,
        None => draft.of(first)?,
    }
    draft.end(true)
}

/// Finishes the journal that decides about all folders, or else what each of them has for itself.
fn finish_all(targets: &[Target<'_>]) -> Result<(), Diagnostics> {
    let Some((first, others)) = targets.split_first() else { return Ok(()) };
    let failed = |target: &Target<'_>, error| one(unfinished(target.folder, &error));
    let named = named_in(first.folder).map_err(|error| failed(first, error))?;
    let is_given = |named: &&PathBuf| others.iter().any(|other| same_folder(named, other.folder));
    if let Some(missing) = named.iter().find(|named| !is_given(named)) {
        return Err(one(elsewhere(first.folder, missing)));
    }
    for other in others {
        let is_named = named.iter().any(|named| same_folder(named, other.folder));
        finish_other(other, is_named.then_some(first.folder))?;
    }
    finish(*first).map_err(|error| failed(first, error))
}

/// Finishes a folder about whose draft or journal that of `first` decides, or nobody's.
fn finish_other(other: &Target<'_>, first: Option<&Path>) -> Result<(), Diagnostics> {
    let failed = |error| one(unfinished(other.folder, &error));
    let by = decided_by(other.folder).map_err(failed)?;
    match (by, first) {
        (Some(by), Some(first)) if same_folder(&by, first) => {
            // It may be its journal already.
            if other.folder.join(DRAFT).exists() {
                commit(other.folder).map_err(failed)?;
            }
        }
        (Some(by), _) => return Err(one(elsewhere(other.folder, &by))),
        (None, _) => {}
    }
    finish(*other).map_err(failed)
}

/// A run that changed another folder, too, which this one does not know.
pub(super) fn elsewhere(folder: &Path, other: &Path) -> Diagnostic {
    // The journal has the way from one folder to the other.
    let here = std::env::current_dir().and_then(|it| it.canonicalize()).unwrap_or_default();
    let other = other.canonicalize().unwrap_or_else(|_| other.to_owned());
    let other = other.strip_prefix(here).unwrap_or(&other);
    let message = format!("an update of `{}` and `{}` was interrupted", folder.display(), other.display());
    Diagnostic::error("interrupted", message).help("run `acsgen update` with both folders to finish it")
}

/// Waits for other runs on these folders, in the same order everywhere.
fn lock_all(targets: &[Target<'_>]) -> Result<Vec<fs::File>, Diagnostics> {
    let mut folders: Vec<(PathBuf, &Path)> = Vec::new();
    for target in targets {
        let failed = |error| one(failed("write to", target.folder, &error));
        check_is_folder(target.folder)?;
        fs::create_dir_all(target.folder).map_err(failed)?;
        let folder = target.folder.canonicalize().map_err(failed)?;
        if let Some((_, other)) = folders.iter().find(|(known, _)| *known == folder) {
            let message =
                format!("`{}` and `{}` are the same folder", other.display(), target.folder.display());
            let help = "specs, crates and modules that are beside them need folders of their own";
            return Err(one(Diagnostic::error("same-folder", message).help(help)));
        }
        folders.push((folder, target.folder));
    }
    folders.sort();
    let locks =
        folders.iter().map(|(at, folder)| lock(at).map_err(|error| one(failed("write to", folder, &error))));
    locks.collect()
}
