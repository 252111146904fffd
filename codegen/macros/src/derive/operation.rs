//! `#[derive(Operation)]`: a request of one's own for an operation of a spec, or for one that its attributes describe.

use acs_codegen::model::{Api, Field, Operation};
use acs_codegen::{did_you_mean, tables};
use acs_rules::Signing;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, LitStr, Type};

use super::attribute::{Entry, Settings, list};
use super::described::{self, FACTS, STRUCT_FACTS};
use super::fits::{Kinds, Side, answer};
use super::required::{self, must_be_there};
use super::spec::load;
use super::subject::{OwnField, Subject};
use crate::errors::Errors;

/// The keys of `#[operation(...)]` with a spec and without.
pub(super) const SETTINGS: &[&str] = &["spec", "name", "response", "runtime", "unsigned"];

pub(crate) fn expand_operation(input: DeriveInput) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let mut subject = Subject::new(input, "Operation", ("param", FACTS), &mut errors)?;
    let known: Vec<&str> = SETTINGS.iter().chain(STRUCT_FACTS).copied().collect();
    let settings = Settings::of(&subject.attributes, "operation", &known, &mut errors);
    if settings.find("spec").is_none() {
        described::name(&mut subject.fields);
    }
    let bound = choose(&subject, &settings, &mut errors).and_then(|chosen| {
        errors.keep(check_signing(&chosen, &settings));
        errors.keep(bind(chosen, &subject))
    });
    errors.keep(settings.find("unsigned").map_or(Ok(()), Entry::flag));
    let runtime = settings.runtime(&mut errors);
    let response = response(&subject, &settings, &mut errors);
    errors.finish()?;
    let (Some(response), Some((chosen, params))) = (response, bound) else {
        return Err(syn::Error::new(subject.ident.span(), "nothing says which operation this is"));
    };
    print(&subject, &chosen, &params, (&runtime, &response))
}

/// The operation of a request.
pub(super) struct Chosen {
    /// The product version that has it.
    pub(super) api: Api,
    /// Its name, as it is said.
    pub(super) name: LitStr,
    /// The files that were read for it.
    pub(super) read: Vec<String>,
}

fn choose(subject: &Subject, settings: &Settings, errors: &mut Errors) -> Option<Chosen> {
    match settings.find("spec") {
        Some(spec) => from_spec(subject, spec, settings, errors),
        // It has been said that they are missing.
        None if settings.is_empty() => None,
        None => described::describe(subject, settings, errors),
    }
}

/// The type of the answer.
fn response(subject: &Subject, settings: &Settings, errors: &mut Errors) -> Option<Type> {
    match settings.find("response") {
        Some(entry) => errors.keep(entry.ty()),
        None if settings.are_understood => errors.keep(Err(lacks_response(subject, settings.is_empty()))),
        None => None,
    }
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
fn check_signing(Chosen { api, name, .. }: &Chosen, settings: &Settings) -> syn::Result<()> {
    if api.signing != Signing::Own || settings.find("unsigned").is_some() {
        return Ok(());
    }
    let message = format!(
        "`{}` has a signature of its own, which the runtime does not have; `#[operation(unsigned)]` makes requests, which \
         are then signed by other means",
        api.product
    );
    Err(syn::Error::new(name.span(), message))
}

/// The operation of a spec.
fn from_spec(subject: &Subject, spec: &Entry, settings: &Settings, errors: &mut Errors) -> Option<Chosen> {
    let described = settings.iter().filter(|entry| STRUCT_FACTS.iter().any(|key| entry.key == key));
    for entry in described.chain(subject.fields.iter().flat_map(|field| field.facts.iter())) {
        let message = format!("the spec says `{}`; it is for operations without one", entry.key);
        errors.push(entry.key.span(), message);
    }
    let name = settings.find("name");
    if name.is_none() && settings.are_understood {
        errors.push(spec.key.span(), "`spec` wants `name`, the operation of it that this is a request of");
    }
    let (spec, name) = (errors.keep(spec.text()), name.and_then(|entry| errors.keep(entry.text())));
    let (spec, name) = (spec?, name?);
    let (api, read) = errors.keep(load(&spec, &name))?;
    Some(Chosen { api, name, read })
}

/// Finds the parameter of each field, names it after the field, and says what does not go together.
fn bind(mut chosen: Chosen, subject: &Subject) -> syn::Result<(Chosen, Vec<Field>)> {
    let name = &chosen.name;
    let Some(op) = chosen.api.operations.iter_mut().find(|op| op.name == name.value()) else {
        return Err(syn::Error::new(name.span(), "the operation is gone"));
    };
    let mut errors = Errors::default();
    let mut bound: Vec<Field> = Vec::new();
    let called = op.field_names();
    for field in &subject.fields {
        let Some(at) = position(op, &called, field) else {
            if field.is_understood {
                errors.push(field.name_span(), missing(op, &called, field));
            }
            continue;
        };
        let param = &mut op.parameters[at];
        if bound.iter().any(|earlier| earlier.name == param.name) {
            errors.push(field.ident.span(), format!("the parameter `{}` has two fields", param.name));
        }
        param.rust_name = Some(field.name());
        bound.push(param.clone());
    }
    // A field that is not understood may be the one that is missing.
    let may_be_there = bound.len() < subject.fields.len() && !subject.is_understood();
    for (param, called) in op.parameters.iter().zip(&called).filter(|(param, _)| must_be_there(param)) {
        if !may_be_there && !bound.iter().any(|bound| bound.name == param.name) {
            errors.push(subject.ident.span(), required::missing(op, param, called));
        }
    }
    errors.finish().map(|()| (chosen, bound))
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
    Chosen { api, name, read }: &Chosen,
    params: &[Field],
    (runtime, response): (&syn::Path, &Type),
) -> syn::Result<TokenStream> {
    let path = quote!(#runtime).to_string().replace(' ', "");
    let tables = tables(api, &name.value(), &path).unwrap_or_default();
    let tables: TokenStream = tables.parse().map_err(|error| syn::Error::new(name.span(), error))?;
    let ident = &subject.ident;
    let kinds = Kinds { api, side: Side::Request, runtime };
    let puts = subject.fields.iter().zip(params).map(|(field, param)| kinds.put(field, param));
    let items = subject.fields.iter().zip(params).map(|(field, param)| kinds.items(field, param));
    let answer = api.operation(&name.value()).map(|op| answer(&op.response, response, runtime));
    Ok(quote! {
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
                #answer
            };
            #(const _: &[u8] = include_bytes!(#read);)*
        };
    })
}
