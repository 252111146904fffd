//! An update in words: for a changelog, and for those who review it.

use std::fmt::Write as _;

use acs_codegen::diff::{Change, Direction, Kind, Level, Report as Changes};
use acs_codegen::markdown::{code, fenced};
use acs_codegen::update::{ProductUpdate, Update};

use crate::diff::{place, sections};

/// The crate with its next version, and what that means to users.
pub(super) fn summary(product: &ProductUpdate) -> String {
    let ProductUpdate { package, from, to, level, .. } = product;
    match (from, level) {
        (None, _) => format!("{package} {to}: new"),
        (Some(from), None) => format!("{package} {from}: no change"),
        (Some(from), Some(level)) => format!("{package} {from} -> {to}: {}", word(*level)),
    }
}

fn word(level: Level) -> &'static str {
    match level {
        Level::Major => "breaks users",
        Level::Minor => "adds something",
        Level::Patch => "changes nothing that users write",
    }
}

/// What stays for a while, and what does not any more, as far as no change is about it.
pub(super) fn notes(product: &ProductUpdate) -> Vec<String> {
    let until = product.to.next_breaking();
    let is_told = |path: &&String| product.changes.changes.iter().any(|it| is_loss(it) && it.path == **path);
    let gone = product.gone.iter().filter(|path| !is_told(path));
    let gone = gone.map(|path| format!("{} stays until {until}, deprecated", code(path)));
    let dropped = product.dropped.iter().filter(|path| !is_told(path));
    dropped.map(|path| format!("{} had stayed, and goes", code(path))).chain(gone).collect()
}

/// The changes, each with how long the thing stays.
pub(super) fn changes(product: &ProductUpdate) -> Changes {
    let until = product.to.next_breaking();
    let mut told = product.changes.clone();
    for change in told.changes.iter_mut().filter(|it| is_loss(it) && product.gone.contains(&it.path)) {
        let what = place(change);
        change.message += &format!("; {what} stays until {until}, deprecated");
    }
    told
}

/// Whether a change is that something is gone, or has another name.
fn is_loss(change: &Change) -> bool {
    change.renamed.is_some()
        || change.kind == Kind::TombstoneDropped
        || change.kind.direction() == Direction::Went
}

/// The section of a crate's changelog.
pub(super) fn changelog(product: &ProductUpdate) -> String {
    format!("## {}\n\n{}", product.to, body(product))
}

/// What the update does to users of each crate.
pub(super) fn report(update: &Update) -> String {
    let mut text = String::new();
    for product in &update.products {
        let _ = writeln!(text, "## {}\n", summary(product));
        if product.level.is_some() {
            let _ = writeln!(text, "{}", body(product));
        }
        if !product.overlay.is_empty() {
            let _ = writeln!(
                text,
                "### For people to change\n\n{}\n",
                fenced("text", &product.overlay.to_string()).join("\n")
            );
        }
    }
    text
}

fn body(product: &ProductUpdate) -> String {
    let notes = notes(product);
    let mut text = String::new();
    if !notes.is_empty() {
        let _ = writeln!(text, "### No longer documented\n");
        let list: Vec<String> = notes.iter().map(|note| format!("- {note}\n")).collect();
        text += &(list.concat() + "\n");
    }
    if product.changes.changes.is_empty() {
        text += "Nothing that calls depend on: examples, texts and dates of the documentation.\n";
    }
    text + &sections(&changes(product))
}
