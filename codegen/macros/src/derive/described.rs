//! Operations without a spec: what the attributes say is written as one, and goes the way of any other.
//!
//! So the vocabulary, the lints and the tables are those of specs. Each field has a line of its own in the text, by which
//! what a lint says finds its way back to the field.

use acs_codegen::{Diagnostic, Diagnostics, Level, Sources, model, pascal_case, syntax};

use super::attribute::Settings;
use super::operation::Chosen;
use super::page::Page;
use super::subject::{OwnField, Subject};
use crate::errors::Errors;
use crate::folder::words;

/// The keys of `#[param(...)]` for an operation without a spec.
pub(super) const FACTS: &[&str] = &[
    "kind",
    "required",
    "sensitive",
    "deprecated",
    "example",
    "values",
    "default",
    "min_length",
    "max_length",
    "min_items",
    "max_items",
    "minimum",
    "maximum",
    "pattern",
    "charset",
    "starts_with",
    "not_starts_with",
    "format",
    "only_when",
    "required_when",
    "place",
    "style",
    "role",
];

/// The keys of `#[operation(...)]` for an operation without a spec.
pub(super) const STRUCT_FACTS: &[&str] = &[
    "product",
    "version",
    "action",
    "method",
    "path",
    "access",
    "auth",
    "risk",
    "charge",
    "signing",
    "ram_action",
    "codes",
    "at_least_one",
    "exactly_one",
    "exclusive",
];

/// Says of each field which parameter it is: the one that it describes.
pub(super) fn name(fields: &mut [OwnField]) {
    for field in fields {
        field.wire = Some(field.wire_name(pascal_case));
    }
}

/// The operation that the attributes describe.
pub(super) fn describe(subject: &Subject, settings: &Settings, errors: &mut Errors) -> Option<Chosen> {
    if let Some(name) = settings.find("name") {
        let message = "`name` is the operation of a `spec`; without one it is called `action`";
        errors.push(name.key.span(), message);
    }
    let lacks = |key: &&str| settings.find(key).is_none();
    if settings.are_understood && ["product", "version", "action"].iter().any(lacks) {
        let message =
            "`#[operation(...)]` wants `spec` and `name`, or else `product`, `version` and `action`";
        errors.push(subject.ident.span(), message);
    }
    subject.wires(Some(pascal_case), errors);
    let product = Page::of_product(subject, settings, errors);
    let operation = Page::of_operation(subject, settings, errors);
    // Lints judge the whole, so they come when nothing else is wrong.
    let name = settings.text("action").ok().flatten().filter(|_| errors.is_empty())?;
    let pages = [product, operation];
    errors.keep(check_syntax(pages.clone()))?;
    let sources = lay_out(&pages);
    let model = model(&sources).map_err(|diagnostics| place(&pages, &sources, &diagnostics));
    let api = errors.keep(model)?.apis.into_iter().next()?;
    Some(Chosen { api, name, read: Vec::new() })
}

/// What is wrong with how the pages are written. A file is read to its first mistake, so that line is taken out of it before the next
/// one is looked for.
fn check_syntax(mut pages: [Page; 2]) -> syn::Result<()> {
    let mut errors = Errors::default();
    loop {
        let sources = lay_out(&pages);
        let Err(diagnostics) = syntax(&sources) else { return errors.finish() };
        errors.add(place(&pages, &sources, &diagnostics));
        let mut is_less = false;
        for (page, line) in diagnostics.iter().filter_map(|diagnostic| line_of(diagnostic, &sources)) {
            is_less |= pages[page].take_out(line);
        }
        if !is_less {
            return errors.finish();
        }
    }
}

fn lay_out(pages: &[Page; 2]) -> Sources {
    let mut sources = Sources::new();
    for page in pages {
        sources.add(page.path.clone(), page.text());
    }
    sources
}

/// What is wrong with the pages, at the fields and attributes that their lines come from.
fn place(pages: &[Page; 2], sources: &Sources, diagnostics: &Diagnostics) -> syn::Error {
    let mut errors = Errors::default();
    for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Error) {
        let line = line_of(diagnostic, sources);
        let span = line.map_or(pages[0].subject, |(page, line)| pages[page].origin(line));
        errors.push(span, words(diagnostic));
    }
    errors.finish().err().unwrap_or_else(|| syn::Error::new(pages[0].subject, diagnostics))
}

/// The page and the line that a diagnostic is about, both counted from zero.
fn line_of(diagnostic: &Diagnostic, sources: &Sources) -> Option<(usize, usize)> {
    let origin = diagnostic.labels.first()?.origin;
    let page = sources.iter().position(|(id, _)| id == origin.file)?;
    Some((page, sources.position(origin)?.0 - 1))
}
