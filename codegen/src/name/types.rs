//! Names of nested types: structs by the whole path to them, enums by the path without the operation.
//!
//! The scope is a module, so that the request and the response of an operation, or all shared types, are settled at once.

use std::collections::HashMap;

use super::settle::{Named, settle};
use super::spell::Case;
use super::{SEPARATOR, called, type_name, wire};
use crate::model::{Api, Field, Operation, Response, Type, TypeDefinition};
use crate::span::Origin;

/// The way to a type from the operation or the shared type that it is nested in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Path<'a> {
    /// What people who write overlays call the root.
    place: [&'a str; 2],
    root: Vec<&'a str>,
    enum_root: Vec<&'a str>,
    /// Each name on the wire, and what it is called by people who write overlays.
    names: Vec<(&'a str, &'a str)>,
    /// Whether only the service fills in what is there.
    pub(crate) is_answer: bool,
}

impl<'a> Path<'a> {
    pub(crate) fn parameters(op: &'a Operation) -> Self {
        Self {
            place: [&op.name, ""],
            root: vec![called(op)],
            enum_root: Vec::new(),
            names: Vec::new(),
            is_answer: false,
        }
    }

    pub(crate) fn response(op: &'a Operation) -> Self {
        // The item of a top-level list needs a name of its own.
        let item = matches!(op.response, Response::Value(_)).then_some("Item");
        let enum_root: Vec<_> = ["Response"].into_iter().chain(item).collect();
        let root = [called(op)].into_iter().chain(enum_root.iter().copied()).collect();
        Self { place: [&op.name, ".response"], root, enum_root, names: Vec::new(), is_answer: true }
    }

    pub(crate) fn shared(shared: &'a TypeDefinition, is_answer: bool) -> Self {
        let root = vec![shared.rust_name.as_deref().unwrap_or(&shared.name)];
        Self { place: ["types.", &shared.name], enum_root: root.clone(), root, names: Vec::new(), is_answer }
    }

    pub(crate) fn join(&self, field: &'a Field) -> Self {
        let mut path = self.clone();
        path.names.push((&field.name, field.rust_name.as_deref().unwrap_or(&field.name)));
        path
    }

    /// The path as the documentation has it.
    pub(crate) fn documented(&self) -> String {
        self.names.iter().map(|(wire, _)| *wire).collect::<Vec<_>>().join(".")
    }

    /// The path as people write it who say something about what is there.
    pub(crate) fn selector(&self) -> String {
        let mut selector = self.place.concat();
        for (wire, _) in &self.names {
            selector.push('.');
            selector.push_str(wire);
        }
        selector
    }

    fn parts(&self, kind: Kind) -> Vec<&'a str> {
        let root = if kind == Kind::Enum { &self.enum_root } else { &self.root };
        root.iter().copied().chain(self.names.iter().map(|(_, called)| *called)).collect()
    }

    /// What stands for a wire name: the parts, and what tells a struct from an enum and a request from a response.
    fn wire(&self, kind: Kind) -> String {
        let marks = self.root.len() - 1 + usize::from(kind == Kind::Enum);
        format!("{}{}", SEPARATOR.to_string().repeat(marks), wire(&self.parts(kind)))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    Struct,
    Enum,
}

/// A nested type of a module.
pub(crate) struct Nested<'a> {
    pub(crate) path: Path<'a>,
    pub(crate) origin: Origin,
    kind: Kind,
    /// What it is called where nothing else of the module is called so.
    pub(crate) alone: String,
    /// What it is called.
    pub(crate) name: String,
}

/// The names of all types of an operation's module.
pub(crate) struct OperationTypes<'a> {
    pub(crate) request: String,
    pub(crate) call: String,
    pub(crate) response: String,
    pub(crate) error: String,
    pub(crate) nested: Vec<Nested<'a>>,
}

/// The types of an operation's module; its own four keep their names.
pub(crate) fn operation_types(op: &Operation) -> OperationTypes<'_> {
    let named = |suffix: Option<&str>| {
        let path: Vec<_> = [called(op)].into_iter().chain(suffix).collect();
        (wire(&path), type_name(&path))
    };
    let own = [None, Some("Call"), Some("Response"), Some("Error")].map(named);
    let mut nested = Vec::new();
    add_fields(&op.parameters, &Path::parameters(op), &mut nested);
    match &op.response {
        Response::Fields(fields) => add_fields(fields, &Path::response(op), &mut nested),
        Response::Value(value) => add_type(value, Path::response(op), &mut nested),
        Response::Unknown => {}
    }
    let own = own.iter().map(|(wire, name)| Named { wire, name: name.clone(), chosen: true });
    let [request, call, response, error] =
        settle_with(own.collect(), &mut nested).try_into().unwrap_or_default();
    OperationTypes { request, call, response, error, nested }
}

/// The names of shared types in their order, which do not depend on what the operations do with them.
pub(crate) fn shared_names(api: &Api) -> Vec<String> {
    shared_types_where(api, |_| false).0
}

/// The names of shared types in their order, and the types that are nested in them.
pub(crate) fn shared_types(api: &Api) -> (Vec<String>, Vec<Nested<'_>>) {
    let answered = api.answered();
    shared_types_where(api, |shared| answered.contains(shared.name.as_str()))
}

fn shared_types_where(
    api: &Api,
    is_answer: impl Fn(&TypeDefinition) -> bool,
) -> (Vec<String>, Vec<Nested<'_>>) {
    let mut nested = Vec::new();
    for shared in &api.types {
        add_fields(&shared.fields, &Path::shared(shared, is_answer(shared)), &mut nested);
    }
    let own = api.types.iter().map(|shared| Named {
        wire: &shared.name,
        name: shared.rust_name.clone().unwrap_or_else(|| type_name(&[&shared.name])),
        chosen: shared.rust_name.is_some(),
    });
    (settle_with(own.collect(), &mut nested), nested)
}

/// Names what is nested, and gives back what the others of the module are called.
fn settle_with(own: Vec<Named<'_>>, nested: &mut [Nested<'_>]) -> Vec<String> {
    let count = own.len();
    let wires: Vec<String> = nested.iter().map(|nested| nested.path.wire(nested.kind)).collect();
    let others = nested.iter().zip(&wires).map(|(nested, wire)| Named {
        wire,
        name: nested.alone.clone(),
        chosen: false,
    });
    let mut names = settle(own.into_iter().chain(others).collect(), Case::Camel);
    for (nested, name) in nested.iter_mut().zip(names.drain(count..)) {
        nested.name = name;
    }
    names
}

fn add_fields<'a>(fields: &'a [Field], path: &Path<'a>, nested: &mut Vec<Nested<'a>>) {
    for field in fields {
        add_type(field, path.join(field), nested);
    }
}

fn add_type<'a>(field: &'a Field, path: Path<'a>, nested: &mut Vec<Nested<'a>>) {
    let mut add = |kind| {
        let alone = type_name(&path.parts(kind));
        nested.push(Nested { path: path.clone(), origin: field.origin, kind, name: alone.clone(), alone });
    };
    if let Some(list) = field.wrapped().filter(|_| path.is_answer) {
        return add_type(list, path.join(list), nested);
    }
    match &field.ty {
        Type::Text if field.variants(path.is_answer).is_some() => add(Kind::Enum),
        Type::Object(fields) if !fields.is_empty() => {
            add(Kind::Struct);
            add_fields(fields, &path, nested);
        }
        Type::List(item) | Type::Map(item) => add_type(item, path, nested),
        Type::Text
        | Type::Boolean
        | Type::Int32
        | Type::Int64
        | Type::Float
        | Type::Double
        | Type::Binary
        | Type::Any
        | Type::Object(_)
        | Type::Shared(_) => {}
    }
}

/// The names of nested types, by what is nested where.
pub(crate) struct TypeNames<'a>(HashMap<(Path<'a>, Kind), String>);

impl<'a> TypeNames<'a> {
    pub(crate) fn new(nested: Vec<Nested<'a>>) -> Self {
        Self(nested.into_iter().map(|nested| ((nested.path, nested.kind), nested.name)).collect())
    }

    pub(crate) fn name(&self, path: &Path<'a>, kind: Kind) -> String {
        let name = self.0.get(&(path.clone(), kind));
        name.cloned().unwrap_or_else(|| type_name(&path.parts(kind)))
    }
}
