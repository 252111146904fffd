//! Types of fields, that each can be sent as what its parameter is; and of answers, that a list can be read into one that is a list.

use acs_codegen::model::{Field, Response, Type};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Ident, Path};

use super::object;
use super::subject::OwnField;
use super::written::{self, Item};

/// The statement that writes a field as the parameter that it is; that its type cannot be that is said at the type.
///
/// By way of the kind's trait object, for what is of a kind can be sent, and a type that is neither is one error.
pub(super) fn put(field: &OwnField, param: &Field, runtime: &Path) -> TokenStream {
    let span = object::at_type(field);
    let Some(kind) = kind(&param.ty, runtime, span) else { return object::put(field, &param.name) };
    let (name, wire) = (&field.ident, &param.name);
    quote_spanned! {span=>
        let value: &#kind = &self.#name;
        to.put(#wire, value);
    }
}

/// Statements that compile where the answer can be read into this type, as far as its outermost kind tells.
pub(super) fn answer(answer: &Response, ty: &syn::Type, runtime: &Path) -> TokenStream {
    let Response::Value(value) = answer else { return TokenStream::new() };
    if !matches!(value.ty, Type::List(_)) {
        return TokenStream::new();
    }
    quote_spanned! {object::at(ty)=>
        let _ = |answer: &#ty| {
            let _: &dyn #runtime::decode::TakesList = answer;
        };
    }
}

/// Statements that compile where what is in a list or a map can be what the spec says.
pub(super) fn items(field: &OwnField, param: &Field, runtime: &Path) -> TokenStream {
    let ty = &field.ty;
    match written::item_of(ty) {
        Item::None => TokenStream::new(),
        Item::Is(item) => item_is(&param.ty, item, runtime),
        Item::Unknown => items_of(&param.ty, &quote!(#ty), object::at_type(field), runtime),
    }
}

/// The same where the type of what is in it is written there.
fn item_is(of: &Type, ty: &syn::Type, runtime: &Path) -> TokenStream {
    let (Type::List(item) | Type::Map(item)) = of else { return TokenStream::new() };
    let deeper = match written::item_of(ty) {
        Item::Is(inner) => item_is(&item.ty, inner, runtime),
        Item::None | Item::Unknown => TokenStream::new(),
    };
    let fits = fits(&item.ty, &quote!(#ty), object::at(ty), runtime);
    quote!(#fits #deeper)
}

/// The same where a type of the user's says what is in it.
fn items_of(of: &Type, ty: &TokenStream, span: Span, runtime: &Path) -> TokenStream {
    let (outer, item) = match of {
        Type::List(item) => ("AsList", item),
        Type::Map(item) => ("AsMap", item),
        _ => return TokenStream::new(),
    };
    let outer = Ident::new(outer, span);
    let ty = quote_spanned!(span=> <#ty as #runtime::encode::#outer>::Item);
    let (fits, deeper) = (fits(&item.ty, &ty, span, runtime), items_of(&item.ty, &ty, span, runtime));
    quote!(#fits #deeper)
}

fn fits(kind: &Type, ty: &TokenStream, span: Span, runtime: &Path) -> TokenStream {
    let Some(kind) = self::kind(kind, runtime, span) else { return TokenStream::new() };
    quote_spanned! {span=>
        let _ = |item: &#ty| {
            let _: &#kind = item;
        };
    }
}

/// The trait object of the types that can be such a parameter; none where any type can that can be sent.
fn kind(ty: &Type, runtime: &Path, span: Span) -> Option<TokenStream> {
    let (name, item) = match ty {
        Type::Text => ("AsText", None),
        Type::Boolean => ("AsBoolean", None),
        Type::Int32 | Type::Int64 => ("AsInteger", None),
        Type::Float | Type::Double => ("AsNumber", None),
        Type::Binary => ("AsBytes", None),
        Type::Any => return None,
        Type::Object(_) | Type::Shared(_) => ("AsObject", None),
        Type::List(_) => ("AsList", Some(quote_spanned!(span=> <Item = _>))),
        Type::Map(_) => ("AsMap", Some(quote_spanned!(span=> <Item = _>))),
    };
    let name = Ident::new(name, span);
    Some(quote_spanned!(span=> dyn #runtime::encode::#name #item))
}
