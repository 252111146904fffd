//! Answers that go by a spec: each field is one that the operation returns, and is spelled as there.

use acs_codegen::did_you_mean;
use acs_codegen::model::{Api, Field, Operation, Response};
use syn::LitStr;

use super::attribute::list;
use super::object::Object;
use super::required::rust_type;
use super::spec::load;
use crate::errors::Errors;

/// The keys of `#[object(...)]` for an answer of a spec.
pub(super) const SETTINGS: [&str; 3] = ["spec", "name", "at"];

/// What a spec says of an answer, or of an object in it.
#[derive(Default)]
pub(super) struct Answer {
    /// The product version that has it; none where no spec is named.
    pub(super) api: Option<Api>,
    /// What each field of the struct is, one after the other.
    pub(super) fields: Vec<Field>,
    /// The files that were read.
    pub(super) read: Vec<String>,
}

/// Finds the fields of an answer where a spec is named, and gives them the names that the service has for them.
pub(super) fn bind(object: &mut Object, errors: &mut Errors) -> Answer {
    let settings = &object.settings;
    let [spec, name, at] = SETTINGS.map(|key| settings.find(key));
    let Some(spec) = spec else {
        for entry in [name, at].into_iter().flatten() {
            let message = format!("`{}` is of a `spec`, which is not named here", entry.key);
            errors.push(entry.key.span(), message);
        }
        return Answer::default();
    };
    if name.is_none() && settings.are_understood {
        let message = "`spec` wants `name`, the operation of it that this is an answer of";
        errors.push(spec.key.span(), message);
    }
    let texts = [Some(spec), name, at].map(|entry| entry.map(|entry| errors.keep(entry.text())));
    let [Some(Some(spec)), Some(Some(name)), at] = texts else { return Answer::default() };
    let Some((api, read)) = errors.keep(load(&spec, &name)) else { return Answer::default() };
    let fields = match at {
        Some(None) => None,
        at => errors.keep(find(&api, &name, at.flatten().as_ref(), object)),
    };
    Answer { api: Some(api), fields: fields.unwrap_or_default(), read }
}

fn find(api: &Api, name: &LitStr, at: Option<&LitStr>, object: &mut Object) -> syn::Result<Vec<Field>> {
    let Some(op) = api.operation(&name.value()) else { return Ok(Vec::new()) };
    let fields = top(api, op).map_err(|message| syn::Error::new(name.span(), message))?;
    match at {
        Some(at) => {
            choose(&format!("`{}` in `{}`", at.value(), op.name), inside(api, op, fields, at)?, object)
        }
        None => choose(&format!("`{}`", op.name), fields, object),
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

/// The field of the spec that each field is: by the name that is said, or else by the one that generated code has.
fn choose(of: &str, fields: &[Field], object: &mut Object) -> syn::Result<Vec<Field>> {
    let is_spelled = object.settings.find("rename_all").is_some();
    let mut errors = Errors::default();
    if !is_spelled {
        respell(fields, object, &mut errors);
    }
    let mut chosen = Vec::new();
    for (own, wire) in object.subject.fields.iter().zip(&object.wires) {
        if let Some(field) = fields.iter().find(|field| field.name == wire.value()) {
            chosen.push(field.clone());
            continue;
        }
        let mut message = missing(of, &wire.value(), fields);
        if is_spelled && own.wire.is_none() {
            message.push_str(" (without `rename_all`, names are spelled as in the spec)");
        }
        errors.push(wire.span(), message);
    }
    errors.finish().map(|()| chosen)
}

/// Spells names as the service does, where neither they nor a spelling is said.
fn respell(fields: &[Field], object: &mut Object, errors: &mut Errors) {
    let called = Field::names(fields);
    for (at, own) in object.subject.fields.iter().enumerate() {
        let wire = &object.wires[at];
        let is_known = own.wire.is_some() || fields.iter().any(|field| field.name == wire.value());
        let found = fields.iter().zip(&called).find(|(_, name)| !is_known && own.is_called(name));
        let Some((field, _)) = found else { continue };
        if object.wires.iter().any(|other| other.value() == field.name) {
            errors.push(wire.span(), format!("two fields have the name `{}`", field.name));
        }
        object.wires[at] = LitStr::new(&field.name, wire.span());
    }
}

fn missing(of: &str, name: &str, fields: &[Field]) -> String {
    let known: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    let help = did_you_mean(name, known.iter().copied()).unwrap_or_else(|| match known.as_slice() {
        [] => "the spec has no fields here".to_owned(),
        known => format!("there are {}", list(known)),
    });
    format!("{of} returns no `{name}`; {help}")
}
