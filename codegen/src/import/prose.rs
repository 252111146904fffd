//! `prose`: facts that the documentation states in sentences rather than in fields.
//!
//! Input: a draft with the documentation's text. Output: the same draft with the facts that were found, each listed in
//! `inferred` by its key. A fact that the source declares is never replaced. Precision counts more than recall: a
//! sentence that is not understood whole, has a condition, or is contradicted by another sentence or by the example
//! gives no fact.
//!
//! Roles and secrets are told by the name and the type alone; they are decisions of ours rather than readings, and so
//! are not listed in `inferred`.

mod agreed;
mod condition;
mod default;
mod form;
mod limit;
mod name;
mod text;
mod values;

use text::Prose;

use super::draft::{Fields, Operation, Parameter, Product};
use crate::raw::FieldKind;

/// Where a field stands: a request is bound by more rules than a response.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Request,
    Response,
}

/// Adds what the text says to all operations and types of a product.
pub(super) fn infer(product: &mut Product) {
    if let Some(facts) = &mut product.facts {
        for (_, definition) in &mut facts.types {
            infer_fields(&mut definition.fields, Side::Request);
        }
    }
    product.operations.iter_mut().for_each(infer_operation);
}

fn infer_operation(operation: &mut Operation) {
    infer_fields(&mut operation.parameters, Side::Request);
    infer_fields(&mut operation.response, Side::Response);
    for (name, parameter) in &mut operation.parameters {
        parameter.role = name::role(name, parameter.kind);
    }
    condition::infer(&mut operation.parameters);
    operation.rules = condition::rules(&operation.parameters);
}

fn infer_fields(fields: &mut Fields, side: Side) {
    for (name, field) in fields {
        infer_parameter(field, side);
        field.sensitive |= name::is_secret(name, field.kind);
    }
}

fn infer_parameter(parameter: &mut Parameter, side: Side) {
    if let Some(doc) = &parameter.doc {
        let prose = Prose::read(doc);
        values::infer(parameter, &prose, side == Side::Request);
        form::infer_format(parameter, &prose);
        if side == Side::Request {
            infer_rules(parameter, &prose);
        }
    }
    if side == Side::Request {
        infer_boolean(parameter);
    }
    parameter.inferred.sort_by_key(|key| KEYS.iter().position(|known| known == key));
    infer_fields(&mut parameter.fields, side);
    if let Some(of) = &mut parameter.of {
        infer_parameter(of, side);
    }
}

fn infer_rules(parameter: &mut Parameter, prose: &Prose) {
    limit::infer_length(parameter, prose);
    limit::infer_range(parameter, prose);
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
