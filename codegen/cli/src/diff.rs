//! `acsgen diff`.

mod github;
mod markdown;
mod terminal;

use acs_codegen::diff::{Change, Level, Report as Changes, check_options, diff_with, retain_operations};
use acs_codegen::markdown::code;

use crate::args::{DiffArgs, FailOn, Format, StatesArgs};
use crate::report::{Failure, Report};
use crate::state::{Loaded, chosen};

pub(crate) use markdown::sections;
pub(crate) use terminal::terminal;

pub(crate) fn run(args: &DiffArgs, report: &mut Report) -> Result<(), Failure> {
    let jobs = report.start("comparing");
    let StatesArgs { old, new, chosen: names } = &args.states;
    let (old, new) = Loaded::load_both((old, new), &jobs)?;
    let (models, options) = ([&old.model, &new.model], args.shape.options());
    check_options(models, &options)?;
    let mut changes = diff_with(old.state(), new.state(), &options);
    if let Some(operations) = chosen(names, &models, report)? {
        retain_operations(&mut changes, models, &operations)?;
    }
    match args.format {
        Format::Terminal => report.styled(&terminal(&changes, report.width())),
        Format::Markdown => report.styled(&markdown::markdown(&changes)),
        Format::Json => report.result(&serde_json::to_string_pretty(&changes).unwrap_or_default()),
        Format::Github => report.styled(&github::github(&changes)),
    }
    let worst = changes.changes.iter().map(severity).max();
    match worst.filter(|worst| *worst >= args.fail_on) {
        None => Ok(()),
        Some(FailOn::Patch) => Err(Failure::Status(3)),
        Some(FailOn::Minor) => Err(Failure::Status(4)),
        Some(FailOn::Calls) => Err(Failure::Status(5)),
        Some(FailOn::Major | FailOn::None) => Err(Failure::Status(6)),
    }
}

/// Both verdicts as one scale.
fn severity(change: &Change) -> FailOn {
    match (change.level, change.breaks_calls) {
        (Level::Major, _) => FailOn::Major,
        (_, true) => FailOn::Calls,
        (Level::Minor, false) => FailOn::Minor,
        (Level::Patch, false) => FailOn::Patch,
    }
}

/// The changes by operation: the worst operation first, and of several the first by name. What several operations have in
/// common stands before them.
fn by_operation(changes: &[Change]) -> Vec<(String, Vec<&Change>)> {
    let mut groups: Vec<(String, Vec<&Change>)> = Vec::new();
    for change in changes {
        let name = change.operation.clone().unwrap_or_else(|| "in common".to_owned());
        let name = format!("{} {} {name}", change.product, change.version);
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, group)) => group.push(change),
            None => groups.push((name, vec![change])),
        }
    }
    groups
}

/// What changed as code, without the operation that is said already.
pub(crate) fn place(change: &Change) -> String {
    code(change.place())
}

/// The change in a sentence, after what changed, if that is not the operation that the group says already.
fn sentence(change: &Change) -> String {
    match &change.operation {
        Some(operation) if *operation == change.path => change.message.clone(),
        _ => format!("{}: {}", place(change), change.message),
    }
}

/// The name of a kind, as in JSON.
fn kind(change: &Change) -> String {
    let name = serde_json::to_value(change.kind).unwrap_or_default();
    name.as_str().unwrap_or_default().to_owned()
}

/// The counts of all changes, in a sentence.
fn counts(changes: &Changes) -> String {
    let of = |level| changes.changes.iter().filter(|change| change.level == level).count();
    let calls = changes.changes.iter().filter(|change| change.breaks_calls).count();
    let texts =
        if changes.texts == 1 { "1 text differs" } else { &format!("{} texts differ", changes.texts) };
    format!(
        "{} major, {} minor, {} patch; {calls} may break calls; {texts}",
        of(Level::Major),
        of(Level::Minor),
        of(Level::Patch)
    )
}
