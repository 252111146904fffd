//! What the documentation has dropped, and generated code has until the next version that may break users.

use super::{Api, Field, Response, RuleKind, Type};
use crate::span::Origin;
use crate::version::Version;

/// Since when something is gone, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The version of the crate in which it went.
    pub since: Version,
    /// The version of the crate that does not have it any more.
    pub until: Version,
    /// What takes its place, as it is called on the wire.
    pub instead: Option<String>,
    /// What may take its place, which nobody has confirmed.
    pub perhaps: Option<String>,
    /// Its tombstone.
    pub origin: Origin,
}

impl Api {
    /// The same without what the documentation has dropped: what the service is documented to do today.
    pub fn documented(mut self) -> Self {
        self.operations.retain(|op| op.gone.is_none());
        for op in &mut self.operations {
            retain_documented(&mut op.parameters);
            match &mut op.response {
                Response::Fields(fields) => retain_documented(fields),
                Response::Value(value) => retain_below(value),
                Response::Unknown => {}
            }
            op.codes.retain(|code| code.gone.is_none());
        }
        self.types.iter_mut().for_each(|shared| retain_documented(&mut shared.fields));
        // A type that is gone is one that only what is gone leads to.
        self.retain_reachable()
    }
}

fn retain_documented(fields: &mut Vec<Field>) {
    fields.retain(|field| field.gone.is_none());
    fields.iter_mut().for_each(retain_below);
}

fn retain_below(field: &mut Field) {
    retain_values(field);
    match &mut field.ty {
        Type::Object(fields) => retain_documented(fields),
        Type::List(item) | Type::Map(item) => retain_below(item),
        Type::Text
        | Type::Boolean
        | Type::Int32
        | Type::Int64
        | Type::Float
        | Type::Double
        | Type::Binary
        | Type::Any
        | Type::Shared(_) => {}
    }
}

/// A list of values in which all are gone is no rule any more.
fn retain_values(field: &mut Field) {
    let gone = std::mem::take(&mut field.gone_values);
    if gone.is_empty() {
        return;
    }
    field.rules.retain_mut(|rule| match &mut rule.kind {
        RuleKind::Values(values) => {
            values.retain(|value| !gone.iter().any(|(found, _)| found == value));
            !values.is_empty()
        }
        _ => true,
    });
}
