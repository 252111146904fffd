//! What can be selected in a product version, and its names.

use crate::model::{Api, Field, Operation, Response, Type};
use crate::name;
use crate::options::Options;
use crate::path::{below, join};

/// Something that a selector names.
pub(super) struct Known {
    pub(super) selector: String,
    pub(super) what: What,
    /// What a type of the user's own takes the place of, where that leaves this out.
    pub(super) hidden_by: Option<String>,
}

/// What a selector names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Operation,
    /// A response, which has the name of its operation.
    Response,
    /// The error codes, which have the name of their operation.
    Codes,
    Shared,
    /// A shared type that a type of the user's own takes the place of.
    Replaced,
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
            What::Response | What::Codes | What::Replaced | What::Item => None,
        }
    }

    /// What people call it.
    pub(super) fn called(self) -> &'static str {
        match self {
            What::Operation => "an operation",
            What::Response => "a response",
            What::Codes => "the error codes of an operation",
            What::Shared => "a shared type",
            What::Replaced => "a shared type that a type of yours takes the place of",
            What::TypedField | What::Field => "a parameter or a field",
            What::Item => "what a list or a map holds",
            What::Variant => "a value or an error code",
        }
    }
}

/// Everything that can be selected in a product version.
pub(super) fn known(api: &Api, options: &Options) -> Vec<Known> {
    let mut walk = Walk { options, hidden_by: None, known: Vec::new() };
    for op in &api.operations {
        walk.add_operation(op);
    }
    for shared in &api.types {
        let selector = shared.path();
        let is_own = options.own_type(&selector).is_some();
        walk.add(&selector, if is_own { What::Replaced } else { What::Shared });
        walk.hide(&selector);
        walk.add_fields(&shared.fields, &selector);
        walk.hidden_by = None;
    }
    walk.known
}

struct Walk<'o> {
    options: &'o Options,
    /// What is around this place, and has a type of the user's own.
    hidden_by: Option<String>,
    known: Vec<Known>,
}

impl Walk<'_> {
    fn add(&mut self, selector: &str, what: What) {
        let hidden_by = self.hidden_by.clone();
        self.known.push(Known { selector: selector.to_owned(), what, hidden_by });
    }

    /// Leaves out what follows, if a type of the user's own takes the place of this.
    fn hide(&mut self, selector: &str) {
        if self.hidden_by.is_none() && self.options.own_type(selector).is_some() {
            self.hidden_by = Some(selector.to_owned());
        }
    }

    fn add_operation(&mut self, op: &Operation) {
        self.add(&op.name, What::Operation);
        self.add_fields(&op.parameters, &op.name);
        let response = format!("{}.response", op.name);
        match &op.response {
            Response::Fields(fields) => {
                self.add(&response, What::Response);
                self.add_fields(fields, &response);
            }
            Response::Value(value) => self.add_field(value, &response),
            Response::Unknown => {}
        }
        if op.codes.is_empty() {
            return;
        }
        let errors = format!("{}.errors", op.name);
        self.add(&errors, What::Codes);
        op.codes.iter().for_each(|code| self.add(&join(&errors, &code.code), What::Variant));
    }

    fn add_fields(&mut self, fields: &[Field], parent: &str) {
        for field in fields {
            self.add_field(field, &join(parent, &field.name));
        }
    }

    fn add_field(&mut self, field: &Field, selector: &str) {
        let at = self.known.len();
        self.add(selector, What::Field);
        let around = self.hidden_by.clone();
        self.hide(selector);
        let mut items = selector.to_owned();
        let mut inner = field;
        while let Type::List(item) | Type::Map(item) = &inner.ty {
            items.push_str("[]");
            self.add(&items, What::Item);
            self.hide(&items);
            inner = item;
        }
        if is_typed(inner) && self.hidden_by == around {
            self.known[at].what = What::TypedField;
        }
        for value in inner.values().unwrap_or_default() {
            self.add(&join(selector, value), What::Variant);
        }
        if let Type::Object(fields) = &inner.ty {
            self.add_fields(fields, selector);
        }
        self.hidden_by = around;
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
            op.module = name::module(name);
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
