//! The journal: new contents beside the target, and the steps that move them into place.
//!
//! A draft becomes a journal by one rename. A journal that is there is carried out, by this run or by the next one. Its
//! steps say how long the contents are, so that one that the disk lost is noticed: such a journal is thrown away, for
//! what it says can be generated again. So nothing has to be flushed but the list of steps, and
//! what has to do with files of people.
//!
//! Where a run changes several folders, each has a draft, and the first folder's journal names the others: it is the rename of
//! that one which makes all of them valid. The drafts of the others say which folder decides about them.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{Changes, Edit, Target, inside, is_ours, same_folder};
use crate::package::File;

/// The journal of a run that is ready to be carried out.
pub(super) const JOURNAL: &str = ".acsgen-journal";
/// A journal that is being prepared.
pub(super) const DRAFT: &str = ".acsgen-journal.draft";
/// A folder that is made and removed at once, to see whether that can be done.
const PROBE: &str = ".acsgen-probe";
/// The list of steps in a journal.
pub(super) const STEPS: &str = "steps";
/// In the draft of a further folder, the path of the one that decides about it, from there.
const OF: &str = "of";

/// Lays the new contents and the steps into a journal, and makes it valid.
pub(super) fn prepare(files: &[File], changes: &Changes, folder: &Path) -> io::Result<()> {
    let mut draft = Draft::begin(folder)?;
    draft.put(files, changes)?;
    draft.end(false)?;
    commit(folder)
}

/// Makes the draft of a folder its journal.
pub(super) fn commit(folder: &Path) -> io::Result<()> {
    fault()?;
    fs::rename(folder.join(DRAFT), folder.join(JOURNAL))
}

/// A journal that is being prepared: its contents, and the steps so far.
pub(super) struct Draft<'f> {
    folder: &'f Path,
    path: PathBuf,
    steps: String,
    count: usize,
    parents: BTreeSet<PathBuf>,
}

impl<'f> Draft<'f> {
    pub(super) fn begin(folder: &'f Path) -> io::Result<Self> {
        discard_draft(folder)?;
        let path = folder.join(DRAFT);
        fs::create_dir_all(&path)?;
        Ok(Self { folder, path, steps: String::new(), count: 0, parents: BTreeSet::new() })
    }

    /// The generated files that are written, and those that are removed.
    pub(super) fn put(&mut self, files: &[File], changes: &Changes) -> io::Result<()> {
        let written: BTreeSet<&str> = changes.written.iter().map(String::as_str).collect();
        for file in files.iter().filter(|file| written.contains(file.path.as_str())) {
            self.stage("write", &file.path, &file.text)?;
        }
        for path in &changes.removed {
            probe(self.folder, path, &mut self.parents)?;
            self.steps.push_str(&format!("remove - - {path}\n"));
        }
        Ok(())
    }

    /// A file of people that is replaced where it still is as it was read.
    pub(super) fn edit(&mut self, edit: &Edit) -> io::Result<()> {
        let number = self.count;
        if let Some(before) = &edit.before {
            // It decides whether people have changed theirs since, so the disk must not lose it.
            let mut file = fs::File::create(self.path.join(before_of(number)))?;
            file.write_all(before.as_bytes())?;
            file.sync_all()?;
        }
        self.stage("edit", &edit.path, &edit.after)
    }

    /// A further folder that the journal decides about.
    pub(super) fn also(&mut self, folder: &Path) -> io::Result<()> {
        let path = path_from(self.folder, folder)?;
        self.steps.push_str(&format!("also - - {path}\n"));
        Ok(())
    }

    /// The folder whose journal decides about this one.
    pub(super) fn of(&mut self, folder: &Path) -> io::Result<()> {
        fs::write(self.path.join(OF), path_from(self.folder, folder)?)
    }

    fn stage(&mut self, step: &str, path: &str, text: &str) -> io::Result<()> {
        fault()?;
        probe(self.folder, path, &mut self.parents)?;
        fs::write(self.path.join(self.count.to_string()), text)?;
        self.steps.push_str(&format!("{step} {} {} {path}\n", self.count, text.len()));
        self.count += 1;
        Ok(())
    }

    /// Completes the draft; `flush` where its contents could not be made again.
    pub(super) fn end(self, flush: bool) -> io::Result<()> {
        fault()?;
        for number in (0..self.count).filter(|_| flush) {
            fs::File::open(self.path.join(number.to_string()))?.sync_all()?;
        }
        let mut list = fs::File::create(self.path.join(STEPS))?;
        list.write_all(self.steps.as_bytes())?;
        list.sync_all()
    }
}

/// What a file of people was before, in the journal.
fn before_of(number: usize) -> String {
    format!("{number}.before")
}

/// Makes the folder of a file, and finds out what only the disk knows: whether it can have such a name, whether the folder is
/// where it seems to be, and whether something can be put there. Folders that are known already are passed over.
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
        check_takes_files(parent).map_err(|error| of(parent, &error))?;
        known.insert(parent.to_owned());
    }
    match fs::symlink_metadata(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Whether files can be put into a folder, as the steps will do it: by trying, for rights are more than bits.
fn check_takes_files(folder: &Path) -> io::Result<()> {
    let probe = folder.join(PROBE);
    match fs::create_dir(&probe) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        Ok(()) | Err(_) => {}
    }
    fs::remove_dir(probe)
}

/// An error with the place that it is of.
fn of(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("`{}`: {error}", path.display()))
}

/// Removes what an interrupted run has prepared.
pub(super) fn discard_draft(folder: &Path) -> io::Result<()> {
    fault()?;
    remove_folder(&folder.join(DRAFT))
}

/// A step of a journal.
enum Step {
    /// Move the content of this number into place.
    Write { staged: PathBuf, length: u64, path: PathBuf },
    /// Remove a file.
    Remove { path: PathBuf },
    /// The journal decides about a further folder, whose own journal is carried out before this one.
    Also,
}

/// The folder whose journal makes the draft of this one valid, or has made it the journal that is there, if there is one.
pub(super) fn decided_by(folder: &Path) -> io::Result<Option<PathBuf>> {
    for kept in [DRAFT, JOURNAL] {
        let of = match fs::read_to_string(folder.join(kept).join(OF)) {
            Ok(of) => folder.join(of),
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        if named_in(&of)?.iter().any(|named| same_folder(named, folder)) {
            return Ok(Some(of));
        }
    }
    Ok(None)
}

/// The further folders that the journal of this one decides about.
pub(super) fn named_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let steps = match fs::read_to_string(folder.join(JOURNAL).join(STEPS)) {
        Ok(steps) => steps,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let also = steps.lines().filter_map(|step| step.strip_prefix("also - - "));
    Ok(also.map(|path| folder.join(path)).collect())
}

/// Whether the journal of a folder has steps about specs below this path. Those of other files may be in the same folder, or in
/// the one around it.
pub(super) fn changes_specs(folder: &Path, below: &Path) -> bool {
    match fs::read_to_string(folder.join(JOURNAL).join(STEPS)) {
        Ok(steps) => {
            let mut paths = steps.lines().filter_map(|step| step.splitn(4, ' ').nth(3)).map(Path::new);
            paths.any(|path| path.starts_with(below) && path.extension().is_some_and(|it| it == "yaml"))
        }
        Err(error) => !matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
    }
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
    fault()?;
    fs::remove_file(journal.join(STEPS))?;
    fault()?;
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
        (Some("edit"), Some(Ok(number)), Some(Ok(length)), Some(path)) => {
            let staged = journal.join(number.to_string());
            let path = unchanged(path, &staged, &journal.join(before_of(number)), target)?;
            Ok(Step::Write { staged, length, path })
        }
        (Some("remove"), Some(_), Some(_), Some(path)) => {
            Ok(Step::Remove { path: replaceable(path, target)? })
        }
        (Some("also"), Some(_), Some(_), Some(_)) => Ok(Step::Also),
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

/// The path of a file of people, if it is as it was when the journal was made, or replaced already.
fn unchanged(path: &str, staged: &Path, before: &Path, target: Target<'_>) -> io::Result<PathBuf> {
    let path = inside(target.folder, path)?;
    let now = read_if_there(&path)?;
    if staged.exists() && now != read_if_there(before)? {
        return Err(io::Error::other(format!(
            "`{}` has changed since; move it away, run the command again, and put the change back",
            path.display()
        )));
    }
    Ok(path)
}

fn read_if_there(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether the disk still has what the step needs. What is not there was moved before.
fn is_whole(step: &Step) -> bool {
    match step {
        Step::Write { staged, length, .. } => fs::metadata(staged).map_or(true, |it| it.len() == *length),
        Step::Remove { .. } | Step::Also => true,
    }
}

fn carry_out(step: Step) -> io::Result<()> {
    fault()?;
    match step {
        Step::Write { staged, path, .. } => {
            let parent = path.parent().map_or(Ok(()), fs::create_dir_all);
            let moved = parent.and_then(|()| ignore_missing(fs::rename(staged, &path)));
            moved.map_err(|error| of(&path, &error))
        }
        Step::Remove { path } => ignore_missing(fs::remove_file(&path)).map_err(|error| of(&path, &error)),
        Step::Also => Ok(()),
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

/// The path of a folder from another one: up to what both have in common, and down again. It holds when both are moved.
fn path_from(from: &Path, to: &Path) -> io::Result<String> {
    let (from, to) = (from.canonicalize()?, to.canonicalize()?);
    let common = from.components().zip(to.components()).take_while(|(from, to)| from == to).count();
    let up = from.components().skip(common).map(|_| "..".into());
    let down = to.components().skip(common).map(|part| PathBuf::from(part.as_os_str()));
    let path: PathBuf = up.chain(down).collect();
    let text = path.to_str().filter(|text| !text.contains('\n'));
    text.map(str::to_owned)
        .ok_or_else(|| io::Error::other(format!("`{}` cannot stand in a journal", path.display())))
}

/// A place where a run may be interrupted; tests do that.
#[cfg(not(test))]
fn fault() -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
use super::tests::fault;
