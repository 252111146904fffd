//! Objects: those in a request, which write themselves, and those in an answer, which read themselves.

use acs_codegen::pascal_case;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{DeriveInput, LitStr, Path};

use super::attribute::{Errors, entries};
use super::subject::{OwnField, Subject};

/// `#[derive(Fields)]`.
pub(crate) fn expand_fields(input: DeriveInput) -> syn::Result<TokenStream> {
    let (subject, runtime) = object(input, "Fields")?;
    let Subject { ident, fields, .. } = &subject;
    let wires = wires(fields)?;
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
    let (subject, runtime) = object(input, "Decode")?;
    let Subject { ident, fields, .. } = &subject;
    let wires = wires(fields)?;
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
    })
}

/// The statement that writes a field; that it cannot be written is said at its type.
pub(super) fn put(field: &OwnField, wire: &str) -> TokenStream {
    let name = &field.ident;
    quote_spanned!(at_type(field)=> to.put(#wire, &self.#name);)
}

/// The place of the type of a field, as the place of code that is not the user's.
fn at_type(field: &OwnField) -> Span {
    Span::call_site().located_at(field.ty.span())
}

fn object(input: DeriveInput, derive: &str) -> syn::Result<(Subject, Path)> {
    let subject = Subject::new(input, derive, "field", &[])?;
    let settings = entries(&subject.attributes, "object", &["runtime"])?;
    let runtime = settings.first().map_or_else(|| syn::parse_str("::acs_runtime"), |entry| entry.path())?;
    Ok((subject, runtime))
}

/// The names on the wire, each once: as they are said, or else `RequestId` for `request_id`.
fn wires(fields: &[OwnField]) -> syn::Result<Vec<LitStr>> {
    let mut errors = Errors::default();
    let mut wires: Vec<LitStr> = Vec::new();
    for field in fields {
        let made = || LitStr::new(&pascal_case(&field.name()), field.ident.span());
        let wire = field.wire.clone().unwrap_or_else(made);
        if wires.iter().any(|earlier| earlier.value() == wire.value()) {
            errors.push(wire.span(), format!("two fields have the name `{}`", wire.value()));
        }
        wires.push(wire);
    }
    errors.finish().map(|()| wires)
}
