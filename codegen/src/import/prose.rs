//! `prose`: facts that the documentation states in sentences rather than in fields.
//!
//! Input: a draft with the documentation's text. Output: the same draft with the facts that were found, each listed in
//! `inferred` by its key. A fact that the source declares is never replaced. Precision counts more than recall: a
//! sentence that is not understood whole, has a condition, or is contradicted by another sentence or by the example
//! gives no fact. Where a sentence contradicts what is declared, a warning says so.
//!
//! Roles and secrets are told by the name and the type alone; they are decisions of ours rather than readings, and so
//! are not listed in `inferred`.

mod agreed;
mod condition;
mod contradiction;
mod default;
mod form;
mod limit;
mod name;
mod text;
mod values;

use text::{MAX_BYTES, Prose};

use super::draft::{Fields, Operation, Parameter, Product};
use super::report::Report;
use crate::raw::FieldKind;

/// Where a field stands: a request is bound by more rules than a response.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Request,
    Response,
}

/// Adds what the text says to all operations and types of a product.
pub(super) fn infer(product: &mut Product, report: &mut Report) {
    if let Some(facts) = &mut product.facts {
        for (_, definition) in &mut facts.types {
            infer_fields(&mut definition.fields, Side::Request, report);
        }
    }
    product.operations.iter_mut().for_each(|operation| infer_operation(operation, report));
}

fn infer_operation(operation: &mut Operation, report: &mut Report) {
    infer_fields(&mut operation.parameters, Side::Request, report);
    infer_fields(&mut operation.response, Side::Response, report);
    for (name, parameter) in &mut operation.parameters {
        parameter.role = name::role(name, parameter.kind);
    }
    condition::infer(&mut operation.parameters);
    operation.rules = condition::rules(&operation.parameters);
}

fn infer_fields(fields: &mut Fields, side: Side, report: &mut Report) {
    for (name, field) in fields {
        infer_parameter(name, field, side, report);
        field.sensitive |= name::is_secret(name, field.kind);
    }
}

fn infer_parameter(name: &str, parameter: &mut Parameter, side: Side, report: &mut Report) {
    if let Some(doc) = &parameter.doc {
        let prose = Prose::read(doc);
        if doc.len() > MAX_BYTES {
            let message = format!("the text of `{name}` is too long to be read for facts");
            report.warn("too-large", message, parameter.origin);
        }
        contradiction::check(name, parameter, &prose, side, report);
        infer_facts(parameter, &prose, side);
    }
    if side == Side::Request {
        infer_boolean(parameter);
    }
    parameter.inferred.sort_by_key(|key| KEYS.iter().position(|known| known == key));
    infer_fields(&mut parameter.fields, side, report);
    if let Some(of) = &mut parameter.of {
        infer_parameter(name, of, side, report);
    }
}

fn infer_facts(parameter: &mut Parameter, prose: &Prose, side: Side) {
    let several = parameter.kind == Some(FieldKind::String) && prose.takes_several();
    let whole = !several && !is_json(parameter);
    if whole {
        values::infer(parameter, prose, side == Side::Request);
        form::infer_format(parameter, prose);
    }
    if side == Side::Response {
        return;
    }
    if whole {
        limit::infer_range(parameter, prose);
        form::infer_beginnings(parameter, prose);
    }
    if !several {
        limit::infer_length(parameter, prose);
    }
    infer_rules(parameter, prose);
}

/// Whether the example of a text is JSON, so that most sentences are about its parts.
fn is_json(parameter: &Parameter) -> bool {
    let example = parameter.example.as_deref().unwrap_or_default();
    parameter.kind == Some(FieldKind::String) && example.trim_start().starts_with(['{', '['])
}

/// What is said of a text as a whole, whatever it holds.
fn infer_rules(parameter: &mut Parameter, prose: &Prose) {
    default::infer(parameter, prose);
    form::infer(parameter, prose);
    if let Some(sentence) = prose.server_default() {
        parameter.server_default = Some(sentence);
        parameter.infer("server-default");
    }
}

/// A text that is either `true` or `false` is a boolean.
fn infer_boolean(parameter: &mut Parameter) {
    let mut values: Vec<&str> = parameter.values.iter().map(String::as_str).collect();
    values.sort_unstable();
    let shown = [&parameter.default, &parameter.example].into_iter().flatten();
    let fits = shown.into_iter().all(|shown| values.contains(&shown.as_str()));
    if parameter.kind == Some(FieldKind::String) && values == ["false", "true"] && fits {
        parameter.kind = Some(FieldKind::Boolean);
        parameter.wire = Some(FieldKind::String);
        parameter.values.clear();
        parameter.inferred.retain(|key| *key != "values");
        parameter.infer("type");
    }
}

/// The keys that can be inferred, in the order in which they are printed.
const KEYS: [&str; 13] = [
    "type",
    "format",
    "values",
    "default",
    "server-default",
    "charset",
    "length",
    "range",
    "pattern",
    "starts-with",
    "not-starts-with",
    "only-when",
    "required-when",
];

#[cfg(test)]
mod tests;
