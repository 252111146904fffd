//! The next version of a crate: what the update is to its users, and what goes and stays because of that.

use super::document::Documents;
use super::ground;
use super::lost::{What, lost};
use super::tombstones::Tombstones;
use super::{Known, ProductUpdate, RELEASE, TOMBSTONES, Tree, is_kept};
use crate::diagnostic::{self, Diagnostic, Diagnostics};
use crate::diff::{Level, Report, concerns, diff_with, retain_operations};
use crate::import::yaml::{Node, print};
use crate::model::Api;
use crate::options::Options;
use crate::parallel::Jobs;
use crate::path::{first, is_within};
use crate::read::read;
use crate::resolve::gone::{Fault, faults};
use crate::version::Version;

/// The first line of the file with the version.
const COMMENT: &str = "Kept by acsgen update, which raises it; people may, too.";

/// Decides about a product version that was imported, from its files: its tombstones and its version, in `new`.
pub(super) fn advance(
    old: &Tree,
    mut new: Tree,
    folder: &str,
    breaking: bool,
    options: &Options,
) -> Result<(Tree, ProductUpdate), Diagnostics> {
    let jobs = &options.jobs;
    if old.files.is_empty() {
        return begin(new, jobs);
    }
    let before = old.read(jobs)?;
    let Some(was) = before.model.apis.first() else { return begin(new, jobs) };
    if !breaking && old.files == new.files && !has_due(&before) {
        let (package, release) = (was.package.clone(), was.release);
        return Ok((new, unchanged(package, (Some(release), release), findings(&before, &before))));
    }
    let path = format!("{folder}/{TOMBSTONES}");
    let mut tombstones = Tombstones::read(new.files.remove(&path).as_deref());
    let mut dropped = tombstones.expire(was.release);
    let now = new.read(jobs)?;
    let lost = now.model.apis.first().map(|now| lost(&was.clone().documented(), now)).unwrap_or_default();
    let documents = Documents::of(&before.sources);
    // Until the version is known, what is gone is so from the next one on that may break users.
    let provisional = tombstones.clone().with(&lost, &documents, was.release.next_breaking());
    let unplaced = unplaced(&new, &path, &provisional, jobs)?;
    let mut after = with(&new, &path, &provisional.without(&unplaced), now, jobs)?;
    let mut changes = compare(&before, &after, options)?;
    let level = if breaking { Some(Level::Major) } else { level(&changes, old, &new) };
    let to = next_version(was.release, level);
    tombstones = tombstones.without(&unplaced);
    let due = tombstones.expire(to);
    let gone: Vec<String> = tombstones.missing(&lost).filter(|path| !unplaced.contains(path)).collect();
    let tombstones = tombstones.with(&lost, &documents, to).without(&unplaced);
    if !due.is_empty() {
        after = with(&new, &path, &tombstones, after, jobs)?;
        changes = compare(&before, &after, options)?;
        dropped.extend(due);
    }
    put(&mut new, folder, tombstones.print(old.files.contains_key(&path)), (was.release, to));
    let package = was.package.clone();
    let overlay = findings(&before, &after);
    let printed =
        |paths: Vec<String>| paths.into_iter().filter(|path| is_printed(path, was, options)).collect();
    let (gone, dropped) = (printed(gone), printed(dropped));
    let from = Some(was.release);
    let dropped_operations = (
        lost.iter().filter(|lost| lost.what == What::Operation).count(),
        was.operations.iter().filter(|op| op.gone.is_none()).count(),
    );
    let update =
        ProductUpdate { package, from, to, dropped_operations, level, changes, gone, dropped, overlay };
    Ok((new, update))
}

/// What changes in the crate: of the operations that are in it.
fn compare(before: &Known, after: &Known, options: &Options) -> Result<Report, Diagnostics> {
    let mut changes = diff_with(before.state(), after.state(), options);
    if let Some(names) = &options.operations {
        let models = [&before.model, &after.model];
        let is_known = |name: &&String| {
            models.iter().flat_map(|model| &model.apis).any(|api| api.operation(name).is_some())
        };
        let known: Vec<String> = names.iter().filter(is_known).cloned().collect();
        retain_operations(&mut changes, models, &known)?;
    }
    Ok(changes)
}

/// Whether what stands at a path, or did before, is in the crate.
fn is_printed(path: &str, before: &Api, options: &Options) -> bool {
    let Some(names) = &options.operations else { return true };
    if is_within(path, "types") {
        return concerns(before, path, names);
    }
    match first(&before.operations, path, |op| &op.name) {
        Some((op, _)) => names.contains(&op.name),
        None => names.iter().any(|name| is_within(path, name)),
    }
}

/// Puts the files that people write, too, among those of the product version.
fn put(new: &mut Tree, folder: &str, tombstones: Option<String>, (from, to): (Version, Version)) {
    new.files.extend(tombstones.map(|text| (format!("{folder}/{TOMBSTONES}"), text)));
    if to != from {
        let text = print(COMMENT, &vec![("version".to_owned(), Node::Text(to.to_string()))]);
        new.files.insert(format!("{folder}/{RELEASE}"), text);
    }
}

/// The product version with these tombstones; without any it is as it was read.
fn with(
    tree: &Tree,
    path: &str,
    tombstones: &Tombstones,
    read: Known,
    jobs: &Jobs,
) -> Result<Known, Diagnostics> {
    match tombstones.print(false) {
        None if !read.has(path) => Ok(read),
        text => tree.with(path, text).read(jobs),
    }
}

/// A product version that was not there before.
fn begin(new: Tree, jobs: &Jobs) -> Result<(Tree, ProductUpdate), Diagnostics> {
    let after = new.read(jobs)?;
    let api = after.model.apis.first();
    let package = api.map(|api| api.package.clone()).unwrap_or_default();
    let release = api.map_or_else(Version::unreleased, |api| api.release);
    let overlay = findings(&after, &after);
    Ok((new, unchanged(package, (None, release), overlay)))
}

/// A product version with nothing that changes.
fn unchanged(package: String, (from, to): (Option<Version>, Version), overlay: Diagnostics) -> ProductUpdate {
    let (gone, dropped, dropped_operations) = (Vec::new(), Vec::new(), (0, 0));
    let changes = Report::default();
    ProductUpdate { package, from, to, dropped_operations, level: None, changes, gone, dropped, overlay }
}

/// Whether there are tombstones that are to go, whatever was imported.
fn has_due(known: &Known) -> bool {
    let mut warnings = known.model.warnings.iter();
    warnings.any(|warning| matches!(warning.code, "tombstone-expired" | "tombstone-idle"))
}

/// The version after this one.
fn next_version(version: Version, level: Option<Level>) -> Version {
    match level {
        None => version,
        Some(Level::Patch) => version.next_patch(),
        Some(Level::Minor) => version.next_adding(),
        Some(Level::Major) => version.next_breaking(),
    }
}

/// The paths of tombstones that are not needed, or have no place any more.
fn unplaced(
    tree: &Tree,
    path: &str,
    tombstones: &Tombstones,
    jobs: &Jobs,
) -> Result<Vec<String>, Diagnostics> {
    let Some(text) = tombstones.print(false) else { return Ok(Vec::new()) };
    let raw = read(&tree.with(path, Some(text)).sources(), jobs)?;
    let faults = raw.into_iter().flat_map(faults);
    Ok(faults.filter(|(_, fault)| *fault != Fault::Definition).map(|(path, _)| path).collect())
}

/// What is to be said about the overlay: of all that was said, and by comparing what it is about.
fn findings(before: &Known, after: &Known) -> Diagnostics {
    let mut findings = Diagnostics::new(&after.sources);
    for found in after.model.warnings.iter() {
        match found.code {
            "overlay-path" => {
                findings.push(Diagnostic { level: diagnostic::Level::Error, ..found.clone() });
            }
            "idle-fix" | "idle-confirm" => findings.push(found.clone()),
            _ => {}
        }
    }
    for found in ground::changed(&before.sources, &after.sources) {
        // One that changes nothing any more is to go, whatever else has changed.
        if !findings.iter().any(|known| known.labels.first() == found.labels.first()) {
            findings.push(found);
        }
    }
    findings.sort();
    findings
}

/// What the update is to users; nothing where no file has changed.
fn level(changes: &Report, old: &Tree, new: &Tree) -> Option<Level> {
    fn imported(tree: &Tree) -> impl Iterator<Item = (&String, &String)> {
        tree.files.iter().filter(|(path, _)| !is_kept(path))
    }
    if imported(old).eq(imported(new)) { None } else { Some(changes.level().unwrap_or(Level::Patch)) }
}
