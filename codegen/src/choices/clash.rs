//! Names that options choose, in their scopes: none is the name of another thing there.
//!
//! A name that an overlay chooses is known to whoever reads the specs, and a lint speaks of it; one that an option
//! chooses stands in code, where the other thing would be missed or, worse, taken for this one.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Api, Field, Operation, Response, Type};
use crate::name;
use crate::path::{is_within, join};

/// Something with a name in Rust.
struct Thing {
    selector: String,
    /// What it is called alone.
    name: String,
}

type Scope = Vec<Thing>;

/// Refuses renames to what another thing of the scope is called by itself, or by the same options.
pub(super) fn check_clashes(api: &Api, renames: &[(String, String)], diagnostics: &mut Diagnostics) {
    let scopes = scopes(api, renames);
    for (at, (selector, chosen)) in renames.iter().enumerate() {
        // Of two that are renamed alike, the later one is told.
        let is_told_later = |other: &Thing| renames[at + 1..].iter().any(|(it, _)| *it == other.selector);
        for scope in &scopes {
            let Some(thing) = scope.iter().find(|thing| thing.selector == *selector) else { continue };
            let is_other = |it: &&Thing| it.selector != *selector && it.name == thing.name;
            if let Some(other) = scope.iter().filter(is_other).find(|other| !is_told_later(other)) {
                diagnostics.push(clash(selector, chosen, &other.selector));
            }
        }
    }
}

fn clash(selector: &str, chosen: &str, other: &str) -> Diagnostic {
    let [selector, chosen, other] = [selector, chosen, other].map(str::escape_debug);
    let message = format!("`{selector}` cannot be renamed to `{chosen}`, for that is the name of `{other}`");
    Diagnostic::error("name-clash", message).help(format!("choose another name, or rename `{other}`, too"))
}

/// The scopes that something is renamed in.
fn scopes(api: &Api, renames: &[(String, String)]) -> Vec<Scope> {
    let is_named = |path: &str| renames.iter().any(|(selector, _)| is_within(selector, path));
    let operation = |op: &Operation| Thing { selector: op.name.clone(), name: op.module.clone() };
    let mut scopes: Vec<Scope> = vec![api.operations.iter().map(operation).collect()];
    for op in api.operations.iter().filter(|op| is_named(&op.name)) {
        add_operation(op, &mut scopes);
    }
    if is_named("types") {
        add_shared(api, &mut scopes);
    }
    scopes
}

fn add_operation(op: &Operation, scopes: &mut Vec<Scope>) {
    add_fields(&op.parameters, &op.name, scopes);
    let response = join(&op.name, "response");
    match &op.response {
        Response::Fields(fields) => add_fields(fields, &response, scopes),
        Response::Value(value) => add_field(value, &response, scopes),
        Response::Unknown => {}
    }
    let errors = join(&op.name, "errors");
    let codes = op.codes.iter().map(|code| (code.code.as_str(), code.rust_name.as_deref()));
    scopes.push(named(&errors, codes, name::variant));
}

/// Shared types are in one scope with what is nested in them.
fn add_shared(api: &Api, scopes: &mut Vec<Scope>) {
    let types = api.types.iter().map(|shared| (shared.name.as_str(), shared.rust_name.as_deref()));
    let mut scope = named("types", types, |wire| name::TYPE.name(wire));
    let (_, nested) = name::shared_types(api);
    scope.extend(nested.into_iter().map(|it| Thing { selector: it.path.selector(), name: it.alone }));
    scopes.push(scope);
    for shared in &api.types {
        add_fields(&shared.fields, &join("types", &shared.name), scopes);
    }
}

fn add_fields(fields: &[Field], parent: &str, scopes: &mut Vec<Scope>) {
    let names = fields.iter().map(|field| (field.name.as_str(), field.rust_name.as_deref()));
    scopes.push(named(parent, names, name::field));
    fields.iter().for_each(|field| add_field(field, &join(parent, &field.name), scopes));
}

fn add_field(field: &Field, selector: &str, scopes: &mut Vec<Scope>) {
    let values = field.values().unwrap_or_default().iter().map(|value| {
        let chosen = field.value_names.iter().find(|(named, _)| named == value);
        (value.as_str(), chosen.map(|(_, name)| name.as_str()))
    });
    scopes.push(named(selector, values, name::variant));
    match &field.ty {
        Type::List(item) | Type::Map(item) => add_field(item, selector, scopes),
        Type::Object(fields) => add_fields(fields, selector, scopes),
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

fn named<'n>(
    parent: &str,
    things: impl Iterator<Item = (&'n str, Option<&'n str>)>,
    rule: impl Fn(&str) -> String,
) -> Scope {
    let thing = |(wire, chosen): (&str, Option<&str>)| Thing {
        selector: join(parent, wire),
        name: chosen.map_or_else(|| rule(wire), str::to_owned),
    };
    things.map(thing).collect()
}
