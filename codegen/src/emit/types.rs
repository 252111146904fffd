//! Structs, enums, responses and error codes.

use proc_macro2::TokenStream;
use quote::quote;

use super::{emit_docs, ident};
use crate::plan::{EnumPlan, ErrorPlan, FieldPlan, ResponsePlan, Side, StructPlan, Ty, Variant};

/// A type as it stands in a field.
pub(super) fn emit_ty(ty: &Ty) -> TokenStream {
    match ty {
        Ty::String => quote!(String),
        Ty::Bool => quote!(bool),
        Ty::I32 => quote!(i32),
        Ty::I64 => quote!(i64),
        Ty::F32 => quote!(f32),
        Ty::F64 => quote!(f64),
        Ty::Bytes => quote!(__runtime::Bytes),
        Ty::Json => quote!(__runtime::Json),
        Ty::Enum(name) | Ty::Struct(name) => {
            let name = ident(name);
            quote!(#name)
        }
        Ty::Shared { name, boxed } => {
            let name = ident(name);
            if *boxed { quote!(Box<__shared::#name>) } else { quote!(__shared::#name) }
        }
        Ty::Vec(item) => {
            let item = emit_ty(item);
            quote!(Vec<#item>)
        }
        Ty::Map(item) => {
            let item = emit_ty(item);
            quote!(std::collections::BTreeMap<String, #item>)
        }
    }
}

/// Whether a type is one of the product's shared types.
pub(super) fn is_shared(ty: &Ty) -> bool {
    match ty {
        Ty::Shared { .. } => true,
        Ty::Vec(item) | Ty::Map(item) => is_shared(item),
        Ty::String
        | Ty::Bool
        | Ty::I32
        | Ty::I64
        | Ty::F32
        | Ty::F64
        | Ty::Bytes
        | Ty::Json
        | Ty::Enum(_)
        | Ty::Struct(_) => false,
    }
}

/// A struct without what it can do.
pub(super) fn emit_struct(plan: &StructPlan<'_>) -> TokenStream {
    let docs = emit_docs(&plan.docs);
    let name = ident(&plan.name);
    let fields = plan.fields.iter().map(emit_field);
    let open = (plan.side == Side::Response).then(|| quote!(#[non_exhaustive]));
    let has_secret = plan.fields.iter().any(|field| field.sensitive);
    let debug = (!has_secret).then(|| quote!(Debug,));
    let redacted = has_secret.then(|| emit_redacted(plan));
    quote! {
        #docs
        #[derive(Clone, #debug Default, PartialEq)]
        #open
        pub struct #name { #(#fields)* }
        #redacted
    }
}

fn emit_field(field: &FieldPlan<'_>) -> TokenStream {
    let docs = emit_docs(&field.docs);
    let name = ident(&field.name);
    let ty = emit_ty(&field.ty);
    let ty = if field.optional { quote!(Option<#ty>) } else { ty };
    quote!(#docs pub #name: #ty,)
}

/// `Debug` that shows no secret.
fn emit_redacted(plan: &StructPlan<'_>) -> TokenStream {
    let name = ident(&plan.name);
    let shown = plan.fields.iter().filter(|field| !field.sensitive).map(|field| ident(&field.name));
    let secret = plan.fields.iter().filter(|field| field.sensitive).map(|field| ident(&field.name));
    quote!(__runtime::redacted!(#name { #(#shown,)* } hides { #(#secret,)* });)
}

/// A nested struct with its setters, and how it is written or read.
pub(super) fn emit_nested(plan: &StructPlan<'_>) -> TokenStream {
    let of = emit_struct(plan);
    let request = (plan.side != Side::Response).then(|| emit_fields_impl(plan));
    let response = (plan.side != Side::Request).then(|| emit_decode(plan));
    quote!(#of #request #response)
}

/// Setters, and the impl that writes the fields.
fn emit_fields_impl(plan: &StructPlan<'_>) -> TokenStream {
    let name = ident(&plan.name);
    let setters = plan.fields.iter().map(|field| {
        let docs = emit_docs(&[format!("Sets [`{0}`]({1}::{0}).", field.name, plan.name)]);
        let (field_name, setter) = (ident(&field.name), ident(&field.setter));
        let Argument { ty, value } = emit_argument(&field.ty);
        quote! {
            #docs
            pub fn #setter(mut self, value: #ty) -> Self {
                self.#field_name = Some(#value);
                self
            }
        }
    });
    let writes = emit_writes(&plan.fields);
    quote! {
        impl #name { #(#setters)* }

        impl __runtime::encode::Fields for #name {
            fn write<'a>(&'a self, to: &mut __runtime::encode::Writer<'a>) { #writes }
        }
    }
}

/// One call per field.
pub(super) fn emit_writes(fields: &[FieldPlan<'_>]) -> TokenStream {
    if fields.is_empty() {
        return quote!(let _ = to;);
    }
    fields
        .iter()
        .map(|field| {
            let (wire, name) = (field.wire, ident(&field.name));
            quote!(to.put(#wire, &self.#name);)
        })
        .collect()
}

/// One match on the wire name.
fn emit_decode(plan: &StructPlan<'_>) -> TokenStream {
    let name = ident(&plan.name);
    let wires: Vec<_> = plan.fields.iter().map(|field| field.wire).collect();
    let arms = plan.fields.iter().map(|field| {
        let (wire, field) = (field.wire, ident(&field.name));
        quote!(#wire => from.read(&mut self.#field),)
    });
    let unknown = quote!(from.unknown(name, Self::NAMES));
    let body = if wires.is_empty() { unknown } else { quote!(match name { #(#arms)* _ => #unknown, }) };
    quote! {
        impl __runtime::decode::Decode for #name {
            const NAMES: &'static [&'static str] = &[#(#wires),*];

            fn field(
                &mut self,
                name: &str,
                from: &mut __runtime::decode::Decoder<'_>,
            ) -> Result<(), __runtime::decode::DecodeError> {
                #body
            }
        }
    }
}

/// What a setter takes, and how it becomes the field's type.
pub(super) struct Argument {
    pub(super) ty: TokenStream,
    pub(super) value: TokenStream,
}

pub(super) fn emit_argument(ty: &Ty) -> Argument {
    let plain = emit_ty(ty);
    match ty {
        Ty::String | Ty::Enum(_) | Ty::I64 | Ty::F64 | Ty::Bytes | Ty::Json => {
            Argument { ty: quote!(impl Into<#plain>), value: quote!(value.into()) }
        }
        Ty::Shared { name, boxed: true } => {
            let name = ident(name);
            Argument { ty: quote!(__shared::#name), value: quote!(Box::new(value)) }
        }
        Ty::Bool | Ty::I32 | Ty::F32 | Ty::Struct(_) | Ty::Shared { boxed: false, .. } => {
            Argument { ty: plain, value: quote!(value) }
        }
        Ty::Vec(item) => {
            let Argument { ty, value } = emit_argument(item);
            let value = if value.to_string() == "value" {
                quote!(value.into_iter().collect())
            } else if matches!(**item, Ty::Vec(_) | Ty::Map(_)) {
                quote!(value.into_iter().map(|value| #value).collect())
            } else {
                quote!(value.into_iter().map(Into::into).collect())
            };
            Argument { ty: quote!(impl IntoIterator<Item = #ty>), value }
        }
        Ty::Map(item) => {
            let Argument { ty, value } = emit_argument(item);
            Argument {
                ty: quote!(impl IntoIterator<Item = (impl Into<String>, #ty)>),
                value: quote!(value.into_iter().map(|(key, value)| (key.into(), #value)).collect()),
            }
        }
    }
}

/// An open enum.
pub(super) fn emit_enum(plan: &EnumPlan<'_>) -> TokenStream {
    let docs = emit_docs(&plan.docs);
    let name = ident(&plan.name);
    let variants = emit_variants(&plan.variants);
    let named = plan.variants.iter().map(|variant| {
        let (name, wire) = (ident(&variant.name), variant.wire);
        quote!(#name = #wire,)
    });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #variants
            #[doc(hidden)]
            Unknown(__runtime::Unknown),
        }

        __runtime::open_enum!(#name { #(#named)* });
    }
}

fn emit_variants(variants: &[Variant<'_>]) -> TokenStream {
    variants
        .iter()
        .map(|variant| {
            let (docs, name) = (emit_docs(std::slice::from_ref(&variant.docs)), ident(&variant.name));
            quote!(#docs #name,)
        })
        .collect()
}

/// The enum of documented error codes.
pub(super) fn emit_errors(plan: &ErrorPlan<'_>) -> TokenStream {
    let docs = emit_docs(&plan.docs);
    let name = ident(&plan.name);
    let variants = emit_variants(&plan.variants);
    let entries = plan.entries.iter().map(|entry| ident(entry));
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name { #variants }

        __runtime::codes!(#name of SPEC { #(#entries,)* });
    }
}

/// What the operation returns.
pub(super) fn emit_response(plan: &ResponsePlan<'_>) -> TokenStream {
    match plan {
        ResponsePlan::Struct(plan) => {
            let (of, decode) = (emit_struct(plan), emit_decode(plan));
            quote!(#of #decode)
        }
        ResponsePlan::Alias { name, docs, ty } => {
            let (docs, name, ty) = (emit_docs(docs), ident(name), emit_ty(ty));
            quote!(#docs pub type #name = #ty;)
        }
    }
}
