//! diff: what changed between two states of the specs, and what that means for those who use the crates.
//!
//! Input: two models. Output: a [`Report`] of changes, each with its places and two verdicts: what the change is for those who
//! compile against the generated crate, and whether a call that was right before may be refused or understood
//! differently.
//!
//! The first verdict is not a matter of opinion: both states are lowered as for printing, and what the compiler would
//! see of one is compared with what it would see of the other (`surface`). The second one goes by the kind of change.

mod change;
mod codes;
mod fields;
mod history;
mod operation;
mod product;
pub(crate) mod renames;
mod rules;
mod surface;
mod things;
mod used;
mod verdict;

use std::collections::BTreeMap;

use change::Notes;

use crate::choices::check_selectors;
use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::generate::Model;
use crate::model::Api;
use crate::options::Options;
use crate::path::{below, first};
use crate::sources::Sources;

pub use change::{Change, Kind, Level, Report};
pub use history::{Commit, Direction, History, Stage, changes_of};
pub use used::used_operations;

/// A state of the specs.
#[derive(Clone, Copy, Debug)]
pub struct State<'s> {
    /// The specs, checked.
    pub model: &'s Model,
    /// The files that they stand in.
    pub sources: &'s Sources,
}

/// Compares two states of the specs, for those who use what is printed with default options.
///
/// A product version that is in one of them only is one change. Texts, examples and dates are counted and not listed.
pub fn diff(old: State<'_>, new: State<'_>) -> Report {
    diff_with(old, new, &Options::default())
}

/// The same for those who use what is printed with these options.
pub fn diff_with(old: State<'_>, new: State<'_>, options: &Options) -> Report {
    let by_name = |state: State<'_>| -> BTreeMap<(String, String), usize> {
        let apis = state.model.apis.iter().enumerate();
        apis.map(|(at, api)| ((api.product.to_lowercase(), api.version.clone()), at)).collect()
    };
    let (before, after) = (by_name(old), by_name(new));
    let mut report = Report::default();
    for (name, at) in &before {
        let was = &old.model.apis[*at];
        let notes = Notes::new(old.sources, new.sources, was);
        report.append(match after.get(name) {
            Some(at) => diff_product(was, &new.model.apis[*at], notes, options),
            None => product::removed(was, notes),
        });
    }
    for (_, at) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
        let is = &new.model.apis[*at];
        report.append(product::added(is, Notes::new(old.sources, new.sources, is)));
    }
    report.sort();
    report
}

/// Checks that what options select is in one of the states.
///
/// # Errors
///
/// A selector that names nothing in either.
pub fn check_options(models: [&Model; 2], options: &Options) -> Result<(), Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    check_selectors(models.iter().flat_map(|model| &model.apis), options, &mut diagnostics);
    diagnostics.propagate()
}

fn diff_product(old: &Api, new: &Api, mut notes: Notes<'_>, options: &Options) -> Report {
    product::compare(old, new, &mut notes);
    verdict::judge(notes, (old, new), options)
}

/// Leaves of a report what concerns the operations of these names: their own changes, those of the shared types that they
/// reach, and those of their products. Of the texts, only their own are counted. An operation that was renamed goes by both
/// names.
///
/// # Errors
///
/// An operation that is in none of the models.
pub fn retain_operations(
    report: &mut Report,
    models: [&Model; 2],
    names: &[String],
) -> Result<(), Diagnostics> {
    let apis: Vec<&Api> = models.iter().flat_map(|model| &model.apis).collect();
    let mut diagnostics = Diagnostics::default();
    for name in names.iter().filter(|name| !apis.iter().any(|api| api.operation(name).is_some())) {
        let known = apis.iter().flat_map(|api| &api.operations).map(|op| op.name.as_str());
        let message = format!("there is no operation `{name}` in the specs");
        let help = did_you_mean(name, known);
        diagnostics.push(Diagnostic::error("no-operation", message).maybe_help(help));
    }
    diagnostics.propagate()?;
    let names = &with_renamed(names, &report.changes);
    report.changes.retain(|change| match &change.operation {
        Some(operation) => names.contains(operation),
        None => apis.iter().any(|api| change.is_of(api) && concerns(api, &change.path, names)),
    });
    report.texts_of.retain(|operation, _| names.contains(operation));
    report.texts = report.texts_of.values().sum();
    Ok(())
}

/// The names with those that the same operations had before or have now.
fn with_renamed(names: &[String], changes: &[Change]) -> Vec<String> {
    let mut all = names.to_vec();
    for change in changes.iter().filter(|change| change.kind == Kind::OperationRenamed) {
        let Some((was, is)) = change.operation.as_ref().zip(change.renamed.as_ref()) else { continue };
        if names.contains(was) || names.contains(is) {
            all.extend([was.clone(), is.clone()]);
        }
    }
    all
}

/// Whether what several operations have in common is a matter of these.
pub(crate) fn concerns(api: &Api, path: &str, names: &[String]) -> bool {
    let mut operations = api.operations.iter().filter(|op| names.contains(&op.name)).peekable();
    let shared = below(path, "types").and_then(|path| first(&api.types, path, |shared| &shared.name));
    let (Some(_), Some((shared, _))) = (operations.peek(), shared) else {
        return operations.peek().is_some();
    };
    let fields = operations.flat_map(|op| op.parameters.iter().chain(op.response.fields()));
    api.reachable(fields).contains(shared.name.as_str())
}

#[cfg(test)]
mod tests;
