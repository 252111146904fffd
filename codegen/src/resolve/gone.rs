//! Tombstones: what the documentation has dropped goes back among what it has, and is known by its path from then on.
//!
//! Input: a product version as written. Output: the same with the definitions of its tombstones added, so that they are
//! resolved like everything else. Entries that are due, or not needed, are left out with a warning.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, Diagnostics, did_you_mean};
use crate::model::Gone;
use crate::path::{first, splits};
use crate::raw::{FieldKind, Map, Operation, Parameter, Scalar, Tombstone, Tombstones};
use crate::read::RawApi;
use crate::span::{FileId, Origin, Spanned};
use crate::version::Version;

/// What is gone in a product version, by path.
#[derive(Default)]
pub(super) struct Graveyard {
    gone: HashMap<String, Gone>,
}

/// Why a tombstone is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// What it is for is there.
    Idle,
    /// There is no place for it.
    Nowhere,
    /// Its definition is not of what its path names.
    Definition,
}

impl Graveyard {
    /// Puts what is gone into `api`, as of this version of the crate.
    pub(super) fn restore(api: &mut RawApi, version: Version, diagnostics: &mut Diagnostics) -> Self {
        let Some((file, tombstones)) = api.tombstones.take() else { return Self::default() };
        let mut graveyard = Self::default();
        check_twice(&tombstones, diagnostics);
        for entry in in_order(&tombstones) {
            if graveyard.gone.contains_key(&entry.at.value) {
                continue;
            }
            let Some(gone) = resolve_versions(entry, version, diagnostics) else { continue };
            match place(api, file, entry) {
                Ok(()) => {
                    graveyard.gone.insert(entry.at.value.clone(), gone);
                }
                Err(fault) => diagnostics.push(report(api, entry, fault)),
            }
        }
        keep_polls(api, &graveyard);
        graveyard
    }

    /// What is said of the thing at a path, if it is gone.
    pub(super) fn gone(&self, path: &str) -> Option<Gone> {
        // Nearly every product version has none.
        if self.gone.is_empty() { None } else { self.gone.get(path).cloned() }
    }
}

/// Reports what has two tombstones, as where git has merged two branches: nobody can tell which of them is meant.
fn check_twice(tombstones: &Tombstones, diagnostics: &mut Diagnostics) {
    let mut seen: HashMap<&str, Origin> = HashMap::new();
    for Tombstone { at, .. } in &tombstones.gone {
        let Some(first) = seen.insert(&at.value, at.origin) else { continue };
        let message = format!("`{}` has two tombstones", at.value);
        let diagnostic = Diagnostic::error("duplicate-entry", message).at(at.origin);
        diagnostics
            .push(diagnostic.label(first, "it stands here, too").help("remove one of the two entries"));
    }
}

/// What holds other things comes first, whatever the order of the file.
fn in_order(tombstones: &Tombstones) -> Vec<&Tombstone> {
    let mut entries: Vec<&Tombstone> = tombstones.gone.iter().collect();
    entries.sort_by_key(|entry| (entry.operation.is_none() && entry.shared.is_none(), entry.at.value.len()));
    entries
}

/// The paths of the tombstones that are not followed, whatever their versions, with the reason.
#[cfg(feature = "update")]
pub(crate) fn faults(mut api: RawApi) -> Vec<(String, Fault)> {
    let Some((file, tombstones)) = api.tombstones.take() else { return Vec::new() };
    let mut faults = Vec::new();
    for entry in in_order(&tombstones) {
        if let Err(fault) = place(&mut api, file, entry) {
            faults.push((entry.at.value.clone(), fault));
        }
    }
    faults
}

/// The versions of an entry, unless they are wrong or it is due.
fn resolve_versions(entry: &Tombstone, version: Version, diagnostics: &mut Diagnostics) -> Option<Gone> {
    let since = resolve_version(&entry.since, "tombstone-version", diagnostics);
    let until = resolve_version(&entry.until, "tombstone-version", diagnostics);
    let (since, until) = (since?, until?);
    if until <= since {
        let message = format!("`{}` is to go in {until}, and went in {since}", entry.at.value);
        let diagnostic = Diagnostic::error("tombstone-version", message).at(entry.until.origin);
        diagnostics.push(diagnostic.help("it stays for one release at least"));
        return None;
    }
    if !until.is_breaking() {
        let message = format!("`{}` is to go in {until}, which may not break users", entry.at.value);
        let help = format!("the next version that may is {}", until.next_breaking());
        diagnostics.push(Diagnostic::error("tombstone-version", message).at(entry.until.origin).help(help));
        return None;
    }
    if until <= version {
        let message = format!("`{}` was to stay until {until}, and this is {version}", entry.at.value);
        let diagnostic = Diagnostic::warning("tombstone-expired", message).at(entry.until.origin);
        diagnostics.push(diagnostic.help("it is not generated; `acsgen update` drops the entry"));
        return None;
    }
    let name = |name: &Option<Spanned<String>>| name.as_ref().map(|name| name.value.clone());
    let (instead, perhaps) = (name(&entry.instead), name(&entry.perhaps));
    Some(Gone { since, until, instead, perhaps, origin: entry.at.origin })
}

/// A version as written, if it is one.
pub(super) fn resolve_version(
    text: &Spanned<String>,
    code: &'static str,
    diagnostics: &mut Diagnostics,
) -> Option<Version> {
    let version = text.value.parse();
    let help = "a version has three numbers of less than ten digits, such as `0.2.0`";
    version
        .map_err(|error: String| diagnostics.push(Diagnostic::error(code, error).at(text.origin).help(help)))
        .ok()
}

fn report(api: &RawApi, entry: &Tombstone, fault: Fault) -> Diagnostic {
    let path = &entry.at.value;
    let diagnostic = match fault {
        Fault::Idle => Diagnostic::warning("tombstone-idle", format!("`{path}` is not gone"))
            .help("the documentation has it: remove the entry, or run `acsgen update`"),
        Fault::Nowhere => {
            let known = api.operations.iter().map(|(_, op)| op.operation.value.as_str());
            let mut names = splits(path).map(|(name, _)| name).chain([path.as_str()]);
            let help = names.find_map(|name| did_you_mean(name, known.clone()));
            let fallback = "what it belongs to is gone, too, or has become something else: remove the entry";
            Diagnostic::error("tombstone-path", format!("there is no place for `{path}`"))
                .help(help.unwrap_or_else(|| fallback.to_owned()))
        }
        Fault::Definition => {
            Diagnostic::error("tombstone-definition", format!("this is not the definition of `{path}`")).help(
                "an operation has `operation`, a parameter and a field `parameter`, an error code `code`, a shared type \
                 `type`, and a value none of them",
            )
        }
    };
    diagnostic.at(entry.at.origin)
}

/// Puts a definition where its path leads.
fn place(api: &mut RawApi, file: FileId, entry: &Tombstone) -> Result<(), Fault> {
    if entry.definitions() > 1 {
        return Err(Fault::Definition);
    }
    let path = entry.at.value.as_str();
    if let Some(path) = path.strip_prefix("types.") {
        return place_in_types(api, path, entry);
    }
    match (first(&mut api.operations, path, |(_, op)| &op.operation.value), &entry.operation) {
        (Some((_, None)), Some(_)) => Err(Fault::Idle),
        (Some((_, None)), None) => Err(Fault::Definition),
        (_, Some(op)) if op.operation.value == path => {
            api.operations.push((file, (**op).clone()));
            Ok(())
        }
        (_, Some(_)) => Err(Fault::Definition),
        (Some(((_, op), Some(rest))), None) => place_in_operation(op, rest, entry),
        (None, None) => Err(Fault::Nowhere),
    }
}

fn place_in_types(api: &mut RawApi, path: &str, entry: &Tombstone) -> Result<(), Fault> {
    let types = api.product.types.get_or_insert_default();
    match (first(&mut types.0, path, |(name, _)| &name.value), &entry.shared) {
        (Some((_, None)), Some(_)) => Err(Fault::Idle),
        (Some((_, None)), None) => Err(Fault::Definition),
        (_, Some(shared)) => {
            types.push(Spanned { value: path.to_owned(), origin: entry.at.origin }, shared.clone());
            Ok(())
        }
        (Some(((_, shared), Some(rest))), None) => place_field(&mut shared.fields, rest, entry),
        (None, None) => Err(Fault::Nowhere),
    }
}

fn place_in_operation(op: &mut Operation, path: &str, entry: &Tombstone) -> Result<(), Fault> {
    if let Some(code) = path.strip_prefix("errors.") {
        let error = entry.code.as_ref().ok_or(Fault::Definition)?;
        let errors = op.errors.get_or_insert_default();
        if errors.get(code).is_some() {
            return Err(Fault::Idle);
        }
        errors.push(Spanned { value: code.to_owned(), origin: entry.at.origin }, error.clone());
        return Ok(());
    }
    if entry.definitions() > 0 && entry.parameter.is_none() {
        return Err(Fault::Definition);
    }
    match path.strip_prefix("response.") {
        None => place_field(op.parameters.get_or_insert_default(), path, entry),
        Some(path) => match (&mut op.response, &mut op.returns) {
            (Some(fields), _) => place_field(fields, path, entry),
            (None, Some(value)) => place_below(value, path, entry),
            (None, None) => Err(Fault::Nowhere),
        },
    }
}

/// Adds a field to these, or something to one of them.
fn place_field(fields: &mut Map<Parameter>, path: &str, entry: &Tombstone) -> Result<(), Fault> {
    match first(&mut fields.0, path, |(name, _)| &name.value) {
        Some((_, None)) if entry.parameter.is_some() => return Err(Fault::Idle),
        Some((_, None)) => return Err(Fault::Definition),
        Some(((_, field), Some(rest))) => return place_below(field, rest, entry),
        None => {}
    }
    let field = entry.parameter.as_deref().ok_or(Fault::Nowhere)?;
    fields.push(Spanned { value: path.to_owned(), origin: entry.at.origin }, field.clone());
    Ok(())
}

/// Adds a field to an object, or a value to a text; both may be the item of a list or a map.
fn place_below(field: &mut Parameter, path: &str, entry: &Tombstone) -> Result<(), Fault> {
    if let Some(item) = &mut field.of {
        return place_below(item, path, entry);
    }
    if let Some(fields) = &mut field.fields {
        return place_field(fields, path, entry);
    }
    let is_text = field.kind.as_ref().is_some_and(|kind| kind.value == FieldKind::String);
    if entry.parameter.is_some() || !is_text {
        return Err(Fault::Nowhere);
    }
    let origin = entry.at.origin;
    let values = field.values.get_or_insert_with(|| Spanned { value: Vec::new(), origin });
    if values.value.iter().any(|value| value.value.text() == path) {
        return Err(Fault::Idle);
    }
    values.value.push(Spanned { value: Scalar::Text(path.to_owned()), origin });
    Ok(())
}

/// An operation that is gone is not waited for by one that was never there.
fn keep_polls(api: &mut RawApi, graveyard: &Graveyard) {
    let names: Vec<String> = api.operations.iter().map(|(_, op)| op.operation.value.clone()).collect();
    for (_, op) in &mut api.operations {
        let is_gone = graveyard.gone.contains_key(&op.operation.value);
        let poll = op.completion.as_ref().and_then(|completion| completion.poll.as_ref());
        if is_gone && poll.is_some_and(|poll| !names.contains(&poll.value)) {
            op.completion = None;
        }
    }
}
