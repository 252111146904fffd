//! Answers that go by a spec: each field is one that the operation returns.

use acs_codegen::did_you_mean;
use acs_codegen::model::{Api, Field, Operation};
use syn::LitStr;

use super::attribute::{Entry, Errors, list};
use super::spec::load;

/// The keys of `#[object(...)]` for an answer of a spec.
pub(super) const SETTINGS: &[&str] = &["spec", "name", "at"];

/// Checks the names of an answer, or of an object in it, where a spec is named; gives the files that were read.
pub(super) fn check(settings: &[Entry], wires: &[LitStr]) -> syn::Result<Vec<String>> {
    let find = |key: &str| settings.iter().find(|entry| entry.key == key);
    let Some(spec) = find("spec") else {
        return match find("name").or_else(|| find("at")) {
            Some(entry) => {
                let message = format!("`{}` is of a `spec`, which is not named here", entry.key);
                Err(syn::Error::new(entry.key.span(), message))
            }
            None => Ok(Vec::new()),
        };
    };
    let spec = spec.text()?;
    let name = find("name").map(Entry::text).ok_or_else(|| {
        syn::Error::new(spec.span(), "`spec` wants `name`, the operation of it that this is an answer of")
    })??;
    let (api, read) = load(&spec, &name)?;
    let Some(op) = api.operation(&name.value()) else { return Ok(read) };
    let at = find("at").map(Entry::text).transpose()?;
    let (of, fields) = match &at {
        Some(at) => (format!("`{}` in `{}`", at.value(), op.name), inside(&api, op, at)?),
        None => (format!("`{}`", op.name), op.response.fields()),
    };
    compare(&of, fields, wires).map(|()| read)
}

/// The fields of an object in the answer, by the names on the way to it.
fn inside<'a>(api: &'a Api, op: &'a Operation, at: &LitStr) -> syn::Result<&'a [Field]> {
    let mut fields = op.response.fields();
    for name in at.value().split('.') {
        let Some(field) = fields.iter().find(|field| field.name == name) else {
            return Err(syn::Error::new(at.span(), missing(&format!("`{}`", op.name), name, fields)));
        };
        let Some(found) = api.fields_of(field.ty.innermost()) else {
            return Err(syn::Error::new(at.span(), format!("`{name}` is no object, nor a list of objects")));
        };
        fields = found;
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
