//! The journal: new contents beside the target, and the steps that move them into place.
//!
//! A draft becomes a journal by one rename. A journal that is there is carried out, by this run or by the next one. Its
//! steps say how long the contents are, so that one that the disk lost is noticed: such a journal is thrown away, for
//! what it says can be generated again. So nothing has to be flushed but the list of steps.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{Changes, Target, inside, is_ours};
use crate::package::File;

/// The journal of a run that is ready to be carried out.
pub(super) const JOURNAL: &str = ".acsgen-journal";
/// A journal that is being prepared.
pub(super) const DRAFT: &str = ".acsgen-journal.draft";
/// The list of steps in a journal.
pub(super) const STEPS: &str = "steps";

/// Lays the new contents and the steps into a journal, and makes it valid.
pub(super) fn prepare(files: &[File], changes: &Changes, folder: &Path) -> io::Result<()> {
    let draft = folder.join(DRAFT);
    discard_draft(folder)?;
    fs::create_dir_all(&draft)?;
    let mut steps = String::new();
    let mut parents = BTreeSet::new();
    let written: BTreeSet<&str> = changes.written.iter().map(String::as_str).collect();
    for (number, file) in files.iter().filter(|file| written.contains(file.path.as_str())).enumerate() {
        probe(folder, &file.path, &mut parents)?;
        fs::write(draft.join(number.to_string()), &file.text)?;
        steps.push_str(&format!("write {number} {} {}\n", file.text.len(), file.path));
    }
    for path in &changes.removed {
        steps.push_str(&format!("remove - - {path}\n"));
    }
    let mut list = fs::File::create(draft.join(STEPS))?;
    list.write_all(steps.as_bytes())?;
    list.sync_all()?;
    fs::rename(&draft, folder.join(JOURNAL))
}

/// Makes the folder of a file, and finds out what only the disk knows: whether it can have such a name, and whether the
/// folder is where it seems to be. Folders that are known already are passed over.
fn probe(folder: &Path, path: &str, known: &mut BTreeSet<PathBuf>) -> io::Result<()> {
    let path = inside(folder, path)?;
    let parent = path.parent().unwrap_or(folder);
    if !known.contains(parent) {
        fs::create_dir_all(parent)?;
        if !parent.canonicalize()?.starts_with(folder.canonicalize()?) {
            return Err(io::Error::other(format!(
                "`{}` is a link out of the target folder",
                parent.display()
            )));
        }
        known.insert(parent.to_owned());
    }
    match fs::symlink_metadata(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Removes what an interrupted run has prepared.
pub(super) fn discard_draft(folder: &Path) -> io::Result<()> {
    remove_folder(&folder.join(DRAFT))
}

/// A step of a journal.
enum Step {
    /// Move the content of this number into place.
    Write { staged: PathBuf, length: u64, path: PathBuf },
    /// Remove a file.
    Remove { path: PathBuf },
}

/// Carries out the journal, if there is one; a step that was carried out before is passed over.
pub(super) fn finish(target: Target<'_>) -> io::Result<()> {
    discard_draft(target.folder)?;
    let journal = target.folder.join(JOURNAL);
    let steps = match fs::read_to_string(journal.join(STEPS)) {
        Ok(steps) => steps,
        // Nothing to finish, or a run that was interrupted while it removed its finished journal.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return remove_folder(&journal),
        Err(error) => return Err(error),
    };
    let steps = steps.lines().map(|step| read_step(step, &journal, target));
    let steps = steps.collect::<io::Result<Vec<_>>>()?;
    if steps.iter().all(is_whole) {
        steps.into_iter().try_for_each(carry_out)?;
    }
    // The list goes first, so that a half removed journal is never carried out.
    fs::remove_file(journal.join(STEPS))?;
    remove_folder(&journal)
}

fn read_step(step: &str, journal: &Path, target: Target<'_>) -> io::Result<Step> {
    let mut words = step.splitn(4, ' ');
    let (what, number, length) = (words.next(), words.next(), words.next());
    let path = words.next();
    match (what, number.map(str::parse::<usize>), length.map(str::parse::<u64>), path) {
        (Some("write"), Some(Ok(number)), Some(Ok(length)), Some(path)) => {
            let staged = journal.join(number.to_string());
            Ok(Step::Write { staged, length, path: replaceable(path, target)? })
        }
        (Some("remove"), Some(_), Some(_), Some(path)) => {
            Ok(Step::Remove { path: replaceable(path, target)? })
        }
        _ => Err(io::Error::other(format!("the journal has a step `{step}`"))),
    }
}

/// The path of a step, if nothing is there or a file of ours.
fn replaceable(path: &str, target: Target<'_>) -> io::Result<PathBuf> {
    let path = inside(target.folder, path)?;
    match is_ours(&path, target.header) {
        Ok(false) => {
            Err(io::Error::other(format!("`{}` is in the way, and acsgen did not write it", path.display())))
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(true) | Err(_) => Ok(path),
    }
}

/// Whether the disk still has what the step needs. What is not there was moved before.
fn is_whole(step: &Step) -> bool {
    match step {
        Step::Write { staged, length, .. } => fs::metadata(staged).map_or(true, |it| it.len() == *length),
        Step::Remove { .. } => true,
    }
}

fn carry_out(step: Step) -> io::Result<()> {
    match step {
        Step::Write { staged, path, .. } => {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            ignore_missing(fs::rename(staged, path))
        }
        Step::Remove { path } => ignore_missing(fs::remove_file(path)),
    }
}

fn remove_folder(folder: &Path) -> io::Result<()> {
    ignore_missing(fs::remove_dir_all(folder))
}

fn ignore_missing(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
