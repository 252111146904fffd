//! Answers that go by a spec: each field is one that the operation returns.

use acs_codegen::did_you_mean;
use acs_codegen::model::{Api, Field, Operation, Response};
use syn::LitStr;

use super::attribute::{Settings, list};
use super::required::rust_type;
use super::spec::load;
use crate::errors::Errors;

/// The keys of `#[object(...)]` for an answer of a spec.
pub(super) const SETTINGS: [&str; 3] = ["spec", "name", "at"];

/// Checks the names of an answer, or of an object in it, where a spec is named; gives the files that were read.
pub(super) fn check(settings: &Settings, wires: &[LitStr], errors: &mut Errors) -> Vec<String> {
    let [spec, name, at] = SETTINGS.map(|key| settings.find(key));
    let Some(spec) = spec else {
        for entry in [name, at].into_iter().flatten() {
            let message = format!("`{}` is of a `spec`, which is not named here", entry.key);
            errors.push(entry.key.span(), message);
        }
        return Vec::new();
    };
    if name.is_none() && settings.are_understood {
        let message = "`spec` wants `name`, the operation of it that this is an answer of";
        errors.push(spec.key.span(), message);
    }
    let texts = [Some(spec), name, at].map(|entry| entry.map(|entry| errors.keep(entry.text())));
    let [Some(Some(spec)), Some(Some(name)), at] = texts else { return Vec::new() };
    let Some((api, read)) = errors.keep(load(&spec, &name)) else { return Vec::new() };
    if !matches!(at, Some(None)) {
        errors.keep(check_names(&api, &name, at.flatten().as_ref(), wires));
    }
    read
}

fn check_names(api: &Api, name: &LitStr, at: Option<&LitStr>, wires: &[LitStr]) -> syn::Result<()> {
    let Some(op) = api.operation(&name.value()) else { return Ok(()) };
    let fields = top(api, op).map_err(|message| syn::Error::new(name.span(), message))?;
    match at {
        Some(at) => {
            compare(&format!("`{}` in `{}`", at.value(), op.name), inside(api, op, fields, at)?, wires)
        }
        None => compare(&format!("`{}`", op.name), fields, wires),
    }
}

/// The fields of the answer; of one that is a list or a map, those of the objects in it.
fn top<'a>(api: &'a Api, op: &'a Operation) -> Result<&'a [Field], String> {
    match &op.response {
        Response::Fields(fields) => Ok(fields),
        Response::Value(value) => api.fields_of(value.ty.innermost()).ok_or_else(|| {
            let ty = rust_type(&value.ty, &value.name);
            format!(
                "there is no object in what `{}` returns; `response = {ty}` of the request takes it",
                op.name
            )
        }),
        Response::Unknown => Err(format!(
            "the spec does not say what `{}` returns; without `spec` and `name` the fields are not checked",
            op.name
        )),
    }
}

/// The fields of an object below these, by the names on the way to it.
fn inside<'a>(
    api: &'a Api,
    op: &Operation,
    mut fields: &'a [Field],
    at: &LitStr,
) -> syn::Result<&'a [Field]> {
    let way = at.value();
    let mut rest = Some(way.as_str());
    while let Some(path) = rest {
        let Some((field, below)) = Field::first(fields, path) else {
            let name = path.split_once('.').map_or(path, |(name, _)| name);
            return Err(syn::Error::new(at.span(), missing(&format!("`{}`", op.name), name, fields)));
        };
        fields = api.fields_of(field.ty.innermost()).ok_or_else(|| {
            let message = format!("`{}` is no object, nor a list of objects", field.name);
            syn::Error::new(at.span(), message)
        })?;
        rest = below;
    }
    Ok(fields)
}

fn compare(of: &str, fields: &[Field], wires: &[LitStr]) -> syn::Result<()> {
    let mut errors = Errors::default();
    for wire in wires.iter().filter(|wire| !fields.iter().any(|field| field.name == wire.value())) {
        errors.push(wire.span(), missing(of, &wire.value(), fields));
    }
    errors.finish()
}

fn missing(of: &str, name: &str, fields: &[Field]) -> String {
    let known: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let help = did_you_mean(name, known.iter().copied()).unwrap_or_else(|| match known.as_slice() {
        [] => "the spec has no fields here".to_owned(),
        known => format!("there are {}", list(known)),
    });
    format!("{of} returns no `{name}`; {help}")
}
