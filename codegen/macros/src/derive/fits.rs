//! Types of fields: that each can be sent as what its parameter is, or be what its field of the answer is read into.

use acs_codegen::model::{Api, Field, Response, Type};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Path;

use super::object;
use super::subject::OwnField;
use super::written::{self, Item};

/// The traits that say of a type what it can be.
pub(super) struct Kinds<'a> {
    /// The product version, which has the shared types.
    pub(super) api: &'a Api,
    pub(super) side: Side,
    pub(super) runtime: &'a Path,
}

/// Whether types are sent or read.
#[derive(Clone, Copy)]
pub(super) enum Side {
    Request,
    Answer,
}

impl Kinds<'_> {
    /// The statement that writes a field as the parameter that it is; that its type cannot be that is said at the type.
    ///
    /// By way of the kind's trait object, for what is of a kind can be sent, and a type that is neither is one error.
    pub(super) fn put(&self, field: &OwnField, param: &Field) -> TokenStream {
        let span = object::at_type(field);
        let Some(kind) = self.kind(&param.ty, span) else { return object::put(field, &param.name) };
        let (name, wire) = (&field.ident, &param.name);
        quote_spanned! {span=>
            let value: &#kind = &self.#name;
            to.put(#wire, value);
        }
    }

    /// The expression that reads a field as what it is in the answer, likewise.
    pub(super) fn read(&self, field: &OwnField, returned: &Field) -> TokenStream {
        let span = object::at_type(field);
        let Some(kind) = self.kind(&returned.ty, span) else { return object::read_field(field) };
        let name = &field.ident;
        quote_spanned! {span=> {
            let slot: &mut #kind = &mut self.#name;
            from.read(slot)
        }}
    }

    /// Statements that compile where what is in a list or a map can be what the spec says.
    pub(super) fn items(&self, field: &OwnField, of: &Field) -> TokenStream {
        let ty = &field.ty;
        match written::item_of(ty) {
            Item::None => TokenStream::new(),
            Item::Is(item) => self.item_is(&of.ty, item),
            Item::Unknown => self.items_of(&of.ty, &quote!(#ty), object::at_type(field)),
        }
    }

    /// The same where the type of what is in it is written there.
    fn item_is(&self, of: &Type, ty: &syn::Type) -> TokenStream {
        let (Type::List(item) | Type::Map(item)) = self.list_in(of).map_or(of, |list| &list.ty) else {
            return TokenStream::new();
        };
        let deeper = match written::item_of(ty) {
            Item::Is(inner) => self.item_is(&item.ty, inner),
            Item::None | Item::Unknown => TokenStream::new(),
        };
        let fits = self.fits(&item.ty, &quote!(#ty), object::at(ty));
        quote!(#fits #deeper)
    }

    /// The same where a type of the user's says what is in it.
    fn items_of(&self, of: &Type, ty: &TokenStream, span: Span) -> TokenStream {
        let (outer, item) = match of {
            Type::List(item) => (self.named("List", span), item),
            Type::Map(item) => (self.named("Map", span), item),
            _ => return TokenStream::new(),
        };
        let ty = quote_spanned!(span=> <#ty as #outer>::Item);
        let (fits, deeper) = (self.fits(&item.ty, &ty, span), self.items_of(&item.ty, &ty, span));
        quote!(#fits #deeper)
    }

    fn fits(&self, kind: &Type, ty: &TokenStream, span: Span) -> TokenStream {
        let Some(kind) = self.kind(kind, span) else { return TokenStream::new() };
        quote_spanned! {span=>
            let _ = |item: &#ty| {
                let _: &#kind = item;
            };
        }
    }

    /// The trait object of the types that can be that; none where any type can that can be sent or read.
    fn kind(&self, ty: &Type, span: Span) -> Option<TokenStream> {
        let (name, item) = match ty {
            Type::Text => ("Text", None),
            Type::Boolean => ("Boolean", None),
            Type::Int32 | Type::Int64 => ("Integer", None),
            Type::Float | Type::Double => ("Number", None),
            Type::Binary => ("Bytes", None),
            Type::Any => return None,
            Type::Object(_) | Type::Shared(_) if self.list_in(ty).is_some() => ("Wrapper", None),
            Type::Object(_) | Type::Shared(_) => ("Object", None),
            Type::List(_) => ("List", Some(quote_spanned!(span=> <Item = _>))),
            Type::Map(_) => ("Map", Some(quote_spanned!(span=> <Item = _>))),
        };
        let name = self.named(name, span);
        Some(quote_spanned!(span=> dyn #name #item))
    }

    /// The trait of a kind.
    fn named(&self, kind: &str, span: Span) -> TokenStream {
        let runtime = self.runtime;
        match self.side {
            Side::Request => {
                let name = format_ident!("As{kind}", span = span);
                quote_spanned!(span=> #runtime::encode::#name)
            }
            Side::Answer => {
                let name = format_ident!("{kind}Slot", span = span);
                quote_spanned!(span=> #runtime::decode::#name)
            }
        }
    }

    /// The list that is alone in an object of an answer, which is read with or without the object.
    fn list_in<'t>(&'t self, ty: &'t Type) -> Option<&'t Field> {
        match (self.side, self.api.fields_of(ty)) {
            (Side::Answer, Some([list @ Field { ty: Type::List(_), .. }])) => Some(list),
            _ => None,
        }
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
