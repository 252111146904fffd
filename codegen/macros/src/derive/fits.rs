//! Types of fields, as bounds: that each can be sent as what its parameter is.

use acs_codegen::model::{Field, Type};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

/// Statements that compile where `ty` can be sent as `field` says; their errors stand at the type.
pub(super) fn fits(field: &Field, ty: &syn::Type, runtime: &syn::Path) -> TokenStream {
    bound(&field.ty, &quote!(#ty), Span::call_site().located_at(ty.span()), runtime)
}

fn bound(kind: &Type, ty: &TokenStream, span: Span, runtime: &syn::Path) -> TokenStream {
    let (bound, item) = match kind {
        Type::Text => ("AsText", None),
        Type::Boolean => ("AsBoolean", None),
        Type::Int32 | Type::Int64 => ("AsInteger", None),
        Type::Float | Type::Double => ("AsNumber", None),
        Type::Binary => ("AsBytes", None),
        Type::Any => ("Encode", None),
        Type::Object(_) | Type::Shared(_) => ("AsObject", None),
        Type::List(item) => ("AsList", Some(item)),
        Type::Map(item) => ("AsMap", Some(item)),
    };
    let bound_ident = syn::Ident::new(bound, span);
    let own = quote_spanned! {span=>
        {
            fn fits<T: #runtime::encode::#bound_ident>() {}
            fits::<#ty>();
        }
    };
    let items = item.map(|item| {
        let ty = quote_spanned!(span=> <#ty as #runtime::encode::#bound_ident>::Item);
        self::bound(&item.ty, &ty, span, runtime)
    });
    quote!(#own #items)
}
