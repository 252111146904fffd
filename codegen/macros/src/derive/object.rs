//! Objects: those in a request, which write themselves, and those in an answer, which read themselves.

use acs_codegen::{camel_case, pascal_case};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{DeriveInput, LitStr, Path, Type};

use super::answer;
use super::attribute::{Entry, Settings};
use super::subject::{OwnField, Spell, Subject};
use crate::errors::Errors;

/// The keys of `#[object(...)]` for both.
pub(super) const SETTINGS: &[&str] = &["runtime", "rename_all"];

/// `#[derive(Fields)]`.
pub(crate) fn expand_fields(input: DeriveInput) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    let Object { subject, wires, runtime, .. } = Object::new(input, "Fields", SETTINGS, &mut errors)?;
    errors.finish()?;
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
    let Object { subject, settings, wires, runtime } = Object::new(input, "Decode", &known, &mut errors)?;
    let read = answer::check(&settings, &wires, &mut errors);
    errors.finish()?;
    let Subject { ident, fields, .. } = &subject;
    let reads = fields.iter().map(|field| {
        let name = &field.ident;
        quote_spanned!(at_type(field)=> from.read(&mut self.#name))
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
        #(const _: &[u8] = include_bytes!(#read);)*
    })
}

/// The statement that writes a field; that it cannot be written is said at its type.
pub(super) fn put(field: &OwnField, wire: &str) -> TokenStream {
    let name = &field.ident;
    quote_spanned!(at_type(field)=> to.put(#wire, &self.#name);)
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
struct Object {
    subject: Subject,
    settings: Settings,
    wires: Vec<LitStr>,
    runtime: Path,
}

impl Object {
    fn new(input: DeriveInput, derive: &str, known: &[&str], errors: &mut Errors) -> syn::Result<Self> {
        let subject = Subject::new(input, derive, ("field", &[]), errors)?;
        let settings = Settings::of(&subject.attributes, "object", known, errors);
        let runtime = settings.runtime(errors);
        let spell = settings.find("rename_all").map_or(Ok(pascal_case as Spell), spelling);
        let wires = subject.wires(errors.keep(spell), errors);
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
