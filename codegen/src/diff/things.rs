//! things: everything of an operation that can come and go by itself, by its path: parameters, fields and values.

use std::collections::BTreeMap;

use super::change::Kind;
use super::fields::{Scope, is_required, type_words};
use crate::markdown::code;
use crate::model::{Api, Field, Response, Type};
use crate::path::join;
use crate::span::Origin;

/// Things by their paths.
pub(super) type Things = BTreeMap<String, Thing>;

/// A parameter, a field or a value.
pub(super) struct Thing {
    scope: Scope,
    what: What,
    /// Where it is said.
    pub(super) origin: Origin,
}

enum What {
    Field { ty: String, required: bool },
    Value(String),
}

impl Thing {
    /// What is said of it when it comes.
    pub(super) fn coming(&self) -> (Kind, String) {
        match (&self.what, self.scope) {
            (What::Value(value), _) => (Kind::ValueAdded, format!("the value {} is new", code(value))),
            (What::Field { ty, .. }, Scope::Response) => {
                (Kind::FieldAdded, format!("the field is new: {ty}"))
            }
            (What::Field { ty, required: true }, Scope::Request) => {
                (Kind::RequiredParameterAdded, format!("the parameter is new and must be given: {ty}"))
            }
            (What::Field { ty, required: false }, Scope::Request) => {
                (Kind::ParameterAdded, format!("the parameter is new: {ty}"))
            }
        }
    }

    /// What is said of it when it goes.
    pub(super) fn going(&self) -> (Kind, String) {
        match (&self.what, self.scope) {
            (What::Value(value), _) => (Kind::ValueRemoved, format!("the value {} is gone", code(value))),
            (What::Field { .. }, Scope::Response) => (Kind::FieldRemoved, "the field is gone".to_owned()),
            (What::Field { .. }, Scope::Request) => {
                (Kind::ParameterRemoved, "the parameter is gone".to_owned())
            }
        }
    }
}

/// The things of a product version, those that the documentation has dropped left out.
pub(super) fn things(api: &Api) -> Things {
    let mut things = Things::new();
    for op in &api.operations {
        add_fields(&op.name, &op.parameters, Scope::Request, &mut things);
        let response = join(&op.name, "response");
        match &op.response {
            Response::Fields(fields) => add_fields(&response, fields, Scope::Response, &mut things),
            Response::Value(value) => add_insides(&response, value, Scope::Response, &mut things),
            Response::Unknown => {}
        }
        add_fields(&join(&op.name, "response-headers"), &op.response_headers, Scope::Response, &mut things);
    }
    let answered = api.answered();
    for shared in &api.types {
        let is_answer = answered.contains(shared.name.as_str());
        let scope = if is_answer { Scope::Response } else { Scope::Request };
        add_fields(&shared.path(), &shared.fields, scope, &mut things);
    }
    things
}

fn add_fields(parent: &str, fields: &[Field], scope: Scope, things: &mut Things) {
    for field in fields.iter().filter(|field| field.gone.is_none()) {
        let path = join(parent, &field.name);
        add_insides(&path, field, scope, things);
        let what = What::Field { ty: type_words(&field.ty), required: is_required(field) };
        things.insert(path, Thing { scope, what, origin: field.origin });
    }
}

/// Adds what is in a field: its values, and the fields of its object, or of the objects in its list.
fn add_insides(path: &str, field: &Field, scope: Scope, things: &mut Things) {
    let values = field.values().into_iter().flatten();
    for value in values.filter(|value| field.gone_value(value).is_none()) {
        let thing = Thing { scope, what: What::Value(value.clone()), origin: field.origin };
        things.insert(join(path, value), thing);
    }
    match &field.ty {
        Type::Object(fields) => add_fields(path, fields, scope, things),
        Type::List(item) | Type::Map(item) => add_insides(path, item, scope, things),
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
