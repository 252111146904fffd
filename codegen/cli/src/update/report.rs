//! What an update does, before it is done.

use acs_codegen::update::Update;
use acs_codegen::{Changes, Level};

use super::say::{changes, doubt, notes, summary};
use super::targets;
use crate::args::UpdateArgs;
use crate::diff::terminal;
use crate::report::{Failure, Report};

/// Most paths that are listed of a folder.
const LISTED: usize = 10;

/// Every product version with its next version, why it is that one, and what the overlay makes of it.
pub(super) fn show(update: &Update, report: &Report) {
    for product in &update.products {
        report.result(&summary(product));
        if let Some(doubt) = doubt(product) {
            report.note(&format!("{}: {doubt}", product.package));
        }
        for note in notes(product) {
            report.result(&format!("  {note}"));
        }
        if product.level.is_some() {
            report.styled(&terminal(&changes(product), report.width()));
        }
        report.findings(&product.overlay);
    }
}

/// Entries of overlays that name nothing any more are for people to change, before anything is written.
pub(super) fn check_overlay(update: &Update) -> Result<(), Failure> {
    let count: usize = update.products.iter().map(|product| product.overlay.count(Level::Error)).sum();
    if count == 0 {
        return Ok(());
    }
    let entries =
        if count == 1 { "1 entry of an overlay names" } else { &format!("{count} entries of overlays name") };
    Err(Failure::Message(format!(
        "{entries} nothing in the new documentation; change that, and run the command again"
    )))
}

/// What is written and removed in each folder.
pub(super) fn show_files(args: &UpdateArgs, changes: &[Changes], report: &Report) {
    for (target, changes) in targets(args).iter().zip(changes) {
        let Changes { written, removed, unchanged } = changes;
        report.note(&format!(
            "{}: {} to write, {} to remove, {unchanged} unchanged",
            target.folder.display(),
            written.len(),
            removed.len()
        ));
        let removed: Vec<_> = removed.iter().map(|path| format!("  {path} goes")).collect();
        removed.iter().take(LISTED).for_each(|line| report.note(line));
        if removed.len() > LISTED {
            report.note(&format!("  and {} more", removed.len() - LISTED));
        }
    }
}
