//! An update in words: for a changelog, and for those who review it.

use std::fmt::Write as _;

use acs_codegen::diff::{Change, Direction, Kind, Level, Report as Changes};
use acs_codegen::markdown::{code, fenced};
use acs_codegen::update::{ProductUpdate, Update, insert_into_changelog, insert_under_version};

use crate::diff::{place, sections};

/// The crate with its next version, and what that means to users.
pub(super) fn summary(product: &ProductUpdate) -> String {
    let ProductUpdate { package, from, to, level, dropped, .. } = product;
    match (from, level) {
        (None, _) => format!("{package} {to}: new"),
        (Some(from), None) if !dropped.is_empty() => format!("{package} {from}: drops what was due"),
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

/// What looks like documentation that has not come whole.
pub(super) fn doubt(product: &ProductUpdate) -> Option<String> {
    let (gone, all) = product.dropped_operations;
    let message = format!(
        "{gone} of {all} operations are not documented any more: make sure that the documentation is whole"
    );
    (gone * 2 > all).then_some(message)
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

/// The crate's changelog with what the update does. Where a person has raised the version, what was due goes with that one.
pub(super) fn changelog(known: Option<&str>, product: &ProductUpdate) -> String {
    match product.level {
        Some(_) => insert_into_changelog(known, &format!("## {}\n\n{}", product.to, body(product))),
        None => insert_under_version(known, product.to, &body(product)),
    }
}

/// Whether there is something to tell to those who use the crate.
pub(super) fn is_told(product: &ProductUpdate) -> bool {
    product.level.is_some() || !product.dropped.is_empty()
}

/// What the update does to users of each crate.
pub(super) fn report(update: &Update) -> String {
    let mut text = String::new();
    for product in &update.products {
        let _ = writeln!(text, "## {}\n", summary(product));
        let doubt = doubt(product).map(|doubt| format!("**{doubt}.**\n\n"));
        text += &doubt.unwrap_or_default();
        if is_told(product) {
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
    if product.changes.changes.is_empty() && product.level.is_some() {
        text += "Nothing that calls depend on: examples, texts and dates of the documentation.\n";
    }
    text + &sections(&changes(product))
}
