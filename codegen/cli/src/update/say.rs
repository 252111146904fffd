//! An update in words: for a changelog, and for those who review it.

use std::fmt::Write as _;

use acs_codegen::diff::Level;
use acs_codegen::markdown::{code, fenced};
use acs_codegen::update::{ProductUpdate, Update};

use crate::diff::sections;

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

/// What stays for a while, and what does not any more.
pub(super) fn notes(product: &ProductUpdate) -> Vec<String> {
    let until = product.to.next_breaking();
    let gone = product.gone.iter().map(|path| format!("{} stays until {until}, deprecated", code(path)));
    let dropped = product.dropped.iter().map(|path| format!("{} had stayed, and goes", code(path)));
    dropped.chain(gone).collect()
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
    text + &sections(&product.changes)
}
