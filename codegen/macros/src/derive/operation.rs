//! `#[derive(Operation)]`: a request of one's own for an operation of a spec, or for one that its attributes describe.

use acs_codegen::model::{Api, Field, Operation};
use acs_codegen::{did_you_mean, tables};
use acs_rules::Signing;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, LitStr};

use super::attribute::{Entry, Errors, entries, list};
use super::described::{self, FACTS, STRUCT_FACTS};
use super::fits::{items, put};
use super::required::{self, must_be_there};
use super::spec::load;
use super::subject::{OwnField, Subject};

/// The keys of `#[operation(...)]` with a spec and without.
pub(super) const SETTINGS: &[&str] = &["spec", "name", "response", "runtime", "unsigned"];

pub(crate) fn expand_operation(input: DeriveInput) -> syn::Result<TokenStream> {
    let subject = Subject::new(input, "Operation", "param", FACTS)?;
    let known: Vec<&str> = SETTINGS.iter().chain(STRUCT_FACTS).copied().collect();
    let settings = entries(&subject.attributes, "operation", &known)?;
    let find = |key: &str| settings.iter().find(|entry| entry.key == key);
    let runtime = find("runtime").map_or_else(|| syn::parse_str("::acs_runtime"), Entry::path)?;
    let response =
        find("response").map(Entry::ty).ok_or_else(|| lacks_response(&subject, settings.is_empty()))??;
    let (api, name, read) = match find("spec") {
        Some(spec) => from_spec(&subject, spec, &settings)?,
        None => described::describe(&subject, &settings).map(|(api, name)| (api, name, Vec::new()))?,
    };
    check_signing(&api, &name, find("unsigned"))?;
    let (api, params) = bind(api, &name, &subject)?;
    let path = quote!(#runtime).to_string().replace(' ', "");
    let tables = tables(&api, &name.value(), &path).unwrap_or_default();
    let tables: TokenStream = tables.parse().map_err(|error| syn::Error::new(name.span(), error))?;
    Ok(print(&subject, &params, (&runtime, &response), &tables, &read))
}

fn lacks_response(subject: &Subject, lacks_all: bool) -> syn::Error {
    let message = match lacks_all {
        true => {
            "`#[derive(Operation)]` wants to know the operation: add \
            `#[operation(spec = \"..\", name = \"..\", response = ..)]`, or `product`, `version` and `action` where there is no spec"
        }
        false => {
            "`#[operation(...)]` lacks `response`, the type of the answer: one that derives `Decode`, or `()`"
        }
    };
    syn::Error::new(subject.ident.span(), message)
}

/// A signature that the runtime does not have is somebody else's task, which is to be said.
fn check_signing(api: &Api, name: &LitStr, unsigned: Option<&Entry>) -> syn::Result<()> {
    unsigned.map_or(Ok(()), Entry::flag)?;
    if api.signing != Signing::Own || unsigned.is_some() {
        return Ok(());
    }
    let message = format!(
        "`{}` has a signature of its own, which the runtime does not have; `#[operation(unsigned)]` makes requests, which \
         are then signed by other means",
        api.product
    );
    Err(syn::Error::new(name.span(), message))
}

/// The operation of a spec, and the files that were read for it.
fn from_spec(subject: &Subject, spec: &Entry, settings: &[Entry]) -> syn::Result<(Api, LitStr, Vec<String>)> {
    let spec = spec.text()?;
    let mut errors = Errors::default();
    for entry in settings.iter().filter(|entry| !SETTINGS.contains(&entry.key.to_string().as_str())) {
        errors.push(
            entry.key.span(),
            format!("the spec says `{}`; it is for operations without one", entry.key),
        );
    }
    for entry in subject.fields.iter().flat_map(|field| &field.facts) {
        errors.push(
            entry.key.span(),
            format!("the spec says `{}`; it is for operations without one", entry.key),
        );
    }
    errors.finish()?;
    let name = settings.iter().find(|entry| entry.key == "name").map(Entry::text).ok_or_else(|| {
        syn::Error::new(spec.span(), "`spec` wants `name`, the operation of it that this is a request of")
    })??;
    let (api, read) = load(&spec, &name)?;
    Ok((api, name, read))
}

/// Finds the parameter of each field, names it after the field, and says what does not go together.
fn bind(mut api: Api, name: &LitStr, subject: &Subject) -> syn::Result<(Api, Vec<Field>)> {
    let Some(op) = api.operations.iter_mut().find(|op| op.name == name.value()) else {
        return Err(syn::Error::new(name.span(), "the operation is gone"));
    };
    let mut errors = Errors::default();
    let mut bound: Vec<Field> = Vec::new();
    let called = op.field_names();
    for field in &subject.fields {
        let Some(at) = position(op, &called, field) else {
            errors.push(
                field.wire.as_ref().map_or(field.ident.span(), LitStr::span),
                missing(op, &called, field),
            );
            continue;
        };
        let param = &mut op.parameters[at];
        if bound.iter().any(|earlier| earlier.name == param.name) {
            errors.push(field.ident.span(), format!("the parameter `{}` has two fields", param.name));
        }
        param.rust_name = Some(field.name());
        bound.push(param.clone());
    }
    for (param, called) in op.parameters.iter().zip(&called).filter(|(param, _)| must_be_there(param)) {
        if !bound.iter().any(|bound| bound.name == param.name) {
            errors.push(subject.ident.span(), required::missing(op, param, called));
        }
    }
    errors.finish().map(|()| (api, bound))
}

fn position(op: &Operation, called: &[String], field: &OwnField) -> Option<usize> {
    match &field.wire {
        Some(wire) => op.parameters.iter().position(|param| param.name == wire.value()),
        None => called.iter().position(|name| field.is_called(name)),
    }
}

fn missing(op: &Operation, called: &[String], field: &OwnField) -> String {
    let (name, known): (String, Vec<&str>) = match &field.wire {
        Some(wire) => (wire.value(), op.parameters.iter().map(|param| param.name.as_str()).collect()),
        None => (field.name(), called.iter().map(String::as_str).collect()),
    };
    let help = did_you_mean(&name, known.iter().copied()).unwrap_or_else(|| match known.as_slice() {
        [] => "it has no parameters".to_owned(),
        known => format!("it has {}", list(known)),
    });
    format!("`{}` has no parameter `{name}`; {help}", op.name)
}

fn print(
    subject: &Subject,
    params: &[Field],
    (runtime, response): (&syn::Path, &syn::Type),
    tables: &TokenStream,
    read: &[String],
) -> TokenStream {
    let ident = &subject.ident;
    let puts = subject.fields.iter().zip(params).map(|(field, param)| put(field, param, runtime));
    let items = subject.fields.iter().zip(params).map(|(field, param)| items(field, param, runtime));
    quote! {
        const _: () = {
            mod tables {
                #tables
            }

            #[automatically_derived]
            impl #runtime::Operation for #ident {
                type Response = #response;

                const SPEC: &'static #runtime::rules::OperationSpec<'static> = tables::operation::TABLE;

                fn write<'a>(&'a self, to: &mut #runtime::encode::Writer<'a>) {
                    #(#puts)*
                }
            }

            const _: fn() = || {
                #(#items)*
            };
            #(const _: &[u8] = include_bytes!(#read);)*
        };
    }
}
