//! Objects: those in a request, which write themselves, and those in an answer, which read themselves.

use acs_codegen::{camel_case, pascal_case};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{DeriveInput, LitStr, Path, Type};

use super::answer::{self, Answer};
use super::attribute::{Entry, Settings};
use super::fits::{Kinds, Side};
use super::subject::{OwnField, Spell, Subject};
use super::written;
use crate::errors::Errors;

/// The keys of `#[object(...)]` for both.
pub(super) const SETTINGS: &[&str] = &["runtime", "rename_all"];

/// `#[derive(Fields)]`.
pub(crate) fn expand_fields(input: DeriveInput) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let object = Object::new(input, "Fields", SETTINGS, &mut errors)?;
    refuse_bytes(&object, &mut errors);
    errors.finish()?;
    let Object { subject, wires, runtime, .. } = object;
    let Subject { ident, fields, .. } = &subject;
    let puts = fields.iter().zip(&wires).map(|(field, wire)| put(field, &wire.value()));
    Ok(quote! {
        #[automatically_derived]
        impl #runtime::encode::Fields for #ident {
            fn write<'a>(&'a self, to: &mut #runtime::encode::Writer<'a>) {
                #(#puts)*
            }
        }
    })
}

/// `#[derive(Decode)]`.
pub(crate) fn expand_decode(input: DeriveInput) -> syn::Result<TokenStream> {
    let known: Vec<&str> = SETTINGS.iter().chain(&answer::SETTINGS).copied().collect();
    let mut errors = Errors::default();
    let mut object = Object::new(input, "Decode", &known, &mut errors)?;
    let Answer { api, fields: returned, read } = answer::bind(&mut object, &mut errors);
    if api.is_none() {
        refuse_bytes(&object, &mut errors);
    }
    errors.finish()?;
    let Object { subject: Subject { ident, fields, .. }, wires, runtime, .. } = &object;
    let kinds = api.as_ref().map(|api| Kinds { api, side: Side::Answer, runtime });
    let reads = fields.iter().enumerate().map(|(index, field)| match (&kinds, returned.get(index)) {
        (Some(kinds), Some(returned)) => kinds.read(field, returned),
        _ => read_field(field),
    });
    let items = kinds.as_ref().map(|kinds| {
        let items = fields.iter().zip(&returned).map(|(field, returned)| kinds.items(field, returned));
        quote!(const _: fn() = || { #(#items)* };)
    });
    Ok(quote! {
        #[automatically_derived]
        impl #runtime::decode::Decode for #ident {
            const NAMES: &'static [&'static str] = &[#(#wires),*];

            fn field(
                &mut self,
                name: &str,
                from: &mut #runtime::decode::Decoder<'_>,
            ) -> ::core::result::Result<(), #runtime::decode::DecodeError> {
                match name {
                    #(#wires => #reads,)*
                    _ => from.unknown(name, Self::NAMES),
                }
            }
        }
        #items
        #(const _: &[u8] = include_bytes!(#read);)*
    })
}

/// The statement that writes a field; that it cannot be written is said at its type.
pub(super) fn put(field: &OwnField, wire: &str) -> TokenStream {
    let name = &field.ident;
    quote_spanned!(at_type(field)=> to.put(#wire, &self.#name);)
}

/// The expression that reads a field; that it cannot be read is said at its type.
pub(super) fn read_field(field: &OwnField) -> TokenStream {
    let name = &field.ident;
    quote_spanned!(at_type(field)=> from.read(&mut self.#name))
}

/// Where no spec says what is there, bytes would be taken for a list of numbers.
fn refuse_bytes(object: &Object, errors: &mut Errors) {
    for field in object.subject.fields.iter().filter(|field| written::is_bytes(&field.ty)) {
        let message =
            "`Vec<u8>` would be a list of numbers, which is `Vec<u16>` here; bytes are `bytes::Bytes`";
        errors.push(at_type(field), message);
    }
}

/// The place of the type of a field, as the place of code that is not the user's.
pub(super) fn at_type(field: &OwnField) -> Span {
    at(&field.ty)
}

/// The place of a type, likewise.
pub(super) fn at(ty: &Type) -> Span {
    Span::call_site().located_at(ty.span())
}

/// A struct with the names of its fields on the wire, as far as they are understood.
pub(super) struct Object {
    pub(super) subject: Subject,
    pub(super) settings: Settings,
    pub(super) wires: Vec<LitStr>,
    runtime: Path,
}

impl Object {
    fn new(input: DeriveInput, derive: &str, known: &[&str], errors: &mut Errors) -> syn::Result<Self> {
        let mut subject = Subject::new(input, derive, ("field", &[]), errors)?;
        let settings = Settings::of(&subject.attributes, "object", known, errors);
        let runtime = settings.runtime(errors);
        let spell = settings.find("rename_all").map_or(Ok(pascal_case as Spell), spelling);
        let spell = errors.keep(spell);
        // Of a field whose name is not known it has been said what is wrong.
        subject.fields.retain(|field| field.wire.is_some() || spell.is_some() && field.is_understood);
        let wires = subject.wires(spell, errors);
        Ok(Self { subject, settings, wires, runtime })
    }
}

fn spelling(entry: &Entry) -> syn::Result<Spell> {
    let text = entry.text()?;
    match text.value().as_str() {
        "PascalCase" => Ok(pascal_case),
        "camelCase" => Ok(camel_case),
        "snake_case" => Ok(str::to_owned),
        other => {
            let message =
                format!("`{other}` is no spelling; it is `PascalCase`, `camelCase` or `snake_case`");
            Err(syn::Error::new(text.span(), message))
        }
    }
}
