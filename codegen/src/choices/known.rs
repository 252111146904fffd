//! What can be selected in a product version, and its names.

use crate::model::{Api, Field, Operation, Response, Type};
use crate::name;
use crate::path::{below, join};

/// Something that a selector names.
pub(super) struct Known {
    pub(super) selector: String,
    pub(super) what: What,
}

/// What a selector names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Operation,
    /// A response or the error codes, which have the name of their operation.
    Type,
    Shared,
    /// A field whose type is generated for it alone.
    TypedField,
    Field,
    /// The items of a list or a map.
    Item,
    /// A value of an enum, or an error code.
    Variant,
}

impl What {
    /// How its names are formed, where it has one of its own.
    pub(super) fn naming(self) -> Option<&'static name::Rule> {
        match self {
            What::Operation | What::Shared => Some(&name::TYPE),
            What::TypedField | What::Field => Some(&name::FIELD),
            What::Variant => Some(&name::VARIANT),
            What::Type | What::Item => None,
        }
    }
}

/// Everything that can be selected in a product version.
pub(super) fn known(api: &Api) -> Vec<Known> {
    let mut known = Vec::new();
    for op in &api.operations {
        add_operation(op, &mut known);
    }
    for shared in &api.types {
        let selector = shared.path();
        add_fields(&shared.fields, &selector, &mut known);
        known.push(Known { selector, what: What::Shared });
    }
    known
}

fn add_operation(op: &Operation, known: &mut Vec<Known>) {
    known.push(Known { selector: op.name.clone(), what: What::Operation });
    add_fields(&op.parameters, &op.name, known);
    let response = format!("{}.response", op.name);
    match &op.response {
        Response::Fields(fields) => {
            add_fields(fields, &response, known);
            known.push(Known { selector: response, what: What::Type });
        }
        Response::Value(value) => add_field(value, &response, known),
        Response::Unknown => {}
    }
    let errors = format!("{}.errors", op.name);
    known.extend(
        op.codes
            .iter()
            .map(|code| Known { selector: format!("{errors}.{}", code.code), what: What::Variant }),
    );
    if !op.codes.is_empty() {
        known.push(Known { selector: errors, what: What::Type });
    }
}

fn add_fields(fields: &[Field], parent: &str, known: &mut Vec<Known>) {
    for field in fields {
        add_field(field, &join(parent, &field.name), known);
    }
}

fn add_field(field: &Field, selector: &str, known: &mut Vec<Known>) {
    let what = if is_typed(field) { What::TypedField } else { What::Field };
    known.push(Known { selector: selector.to_owned(), what });
    let mut items = selector.to_owned();
    let mut inner = field;
    while let Type::List(item) | Type::Map(item) = &inner.ty {
        items.push_str("[]");
        known.push(Known { selector: items.clone(), what: What::Item });
        inner = item;
    }
    for value in inner.values().unwrap_or_default() {
        known.push(Known { selector: format!("{selector}.{value}"), what: What::Variant });
    }
    if let Type::Object(fields) = &inner.ty {
        add_fields(fields, selector, known);
    }
}

/// Whether a struct or an enum may be generated for a field.
fn is_typed(field: &Field) -> bool {
    match &field.ty {
        Type::List(item) | Type::Map(item) => is_typed(item),
        Type::Object(fields) => !fields.is_empty(),
        Type::Text => field.values().is_some(),
        Type::Boolean
        | Type::Int32
        | Type::Int64
        | Type::Float
        | Type::Double
        | Type::Binary
        | Type::Any
        | Type::Shared(_) => false,
    }
}

/// Renames what the selector names.
pub(super) fn rename(api: &mut Api, selector: &str, name: &str) {
    let chosen = || Some(name.to_owned());
    for op in &mut api.operations {
        if op.name == selector {
            op.rust_name = chosen();
        }
        let Some(rest) = below(selector, &op.name) else { continue };
        rename_field(&mut op.parameters, rest, name);
        if let (Some(rest), Response::Fields(fields)) = (below(rest, "response"), &mut op.response) {
            rename_field(fields, rest, name);
        }
        if let (Some(rest), Response::Value(value)) = (below(rest, "response"), &mut op.response) {
            rename_within(value, rest, name);
        }
        if let Some(code) = below(rest, "errors") {
            op.codes.iter_mut().filter(|it| it.code == code).for_each(|it| it.rust_name = chosen());
        }
    }
    let Some(selector) = below(selector, "types") else { return };
    for shared in &mut api.types {
        if shared.name == selector {
            shared.rust_name = chosen();
        } else if let Some(rest) = below(selector, &shared.name) {
            rename_field(&mut shared.fields, rest, name);
        }
    }
}

fn rename_field(fields: &mut [Field], selector: &str, name: &str) {
    for field in fields {
        if field.name == selector {
            field.rust_name = Some(name.to_owned());
        } else if let Some(rest) = below(selector, &field.name) {
            rename_within(field, rest, name);
        }
    }
}

/// Renames a value of a field, or a field of its object.
fn rename_within(field: &mut Field, selector: &str, name: &str) {
    if field.values().is_some_and(|values| values.iter().any(|value| value == selector)) {
        field.value_names.retain(|(value, _)| value != selector);
        field.value_names.push((selector.to_owned(), name.to_owned()));
    }
    match &mut field.ty {
        Type::List(item) | Type::Map(item) => rename_within(item, selector, name),
        Type::Object(fields) => rename_field(fields, selector, name),
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
