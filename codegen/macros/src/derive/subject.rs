//! The struct that a derive is on.

use proc_macro2::Span;
use syn::{Attribute, Data, DataStruct, DeriveInput, Fields, Ident, LitStr, Type};

use super::attribute::Settings;
use crate::errors::Errors;

/// A struct with named fields and without parameters of its own.
pub(super) struct Subject {
    pub(super) ident: Ident,
    /// The attributes of the struct.
    pub(super) attributes: Vec<Attribute>,
    /// The fields, without those that are skipped.
    pub(super) fields: Vec<OwnField>,
}

/// A field of it.
pub(super) struct OwnField {
    pub(super) ident: Ident,
    pub(super) ty: Type,
    /// What its attributes say, but for its name.
    pub(super) facts: Settings,
    /// The name on the wire, where it is said.
    pub(super) wire: Option<LitStr>,
    /// Whether its attributes are understood; one that is not may have another name.
    pub(super) is_understood: bool,
}

impl OwnField {
    /// Whether generated code calls a field like that, where a keyword has an underscore.
    pub(super) fn is_called(&self, name: &str) -> bool {
        let own = self.name();
        let is_raw = self.ident != own;
        own == name || is_raw && name.strip_suffix('_') == Some(own.as_str())
    }

    /// Where its name is said.
    pub(super) fn name_span(&self) -> Span {
        self.wire.as_ref().map_or(self.ident.span(), LitStr::span)
    }

    /// The name on the wire: as it is said, or else as it is spelled, `RequestId` for `request_id`.
    pub(super) fn wire_name(&self, spell: Spell) -> LitStr {
        self.wire.clone().unwrap_or_else(|| LitStr::new(&spell(&self.name()), self.ident.span()))
    }

    /// The field's name without what makes a keyword a name.
    pub(super) fn name(&self) -> String {
        let name = self.ident.to_string();
        name.strip_prefix("r#").unwrap_or(&name).to_owned()
    }
}

/// How a field is called on the wire where nothing is said of it.
pub(super) type Spell = fn(&str) -> String;

impl Subject {
    /// The names of the fields on the wire, as far as they are understood; each is there once.
    pub(super) fn wires(&self, spell: Option<Spell>, errors: &mut Errors) -> Vec<LitStr> {
        let mut wires: Vec<LitStr> = Vec::new();
        for field in &self.fields {
            let made = spell.filter(|_| field.is_understood).map(|spell| field.wire_name(spell));
            let Some(wire) = made.or_else(|| field.wire.clone()) else { continue };
            if wires.iter().any(|earlier| earlier.value() == wire.value()) {
                errors.push(wire.span(), format!("two fields have the name `{}`", wire.value()));
            }
            wires.push(wire);
        }
        wires
    }

    /// Whether the attributes of all fields are understood.
    pub(super) fn is_understood(&self) -> bool {
        self.fields.iter().all(|field| field.is_understood)
    }

    /// Takes the struct apart; `attribute` is the one of its fields, which takes the keys `known`, beside `name` and `skip`. What is
    /// wrong with those is added to `errors`.
    pub(super) fn new(
        input: DeriveInput,
        derive: &str,
        (attribute, known): (&str, &[&str]),
        errors: &mut Errors,
    ) -> syn::Result<Self> {
        let DeriveInput { attrs: attributes, ident, generics, data, .. } = input;
        let fields = named_fields(data).map_err(|what| {
            let message =
                format!("`#[derive({derive})]` is for structs with named fields, and `{ident}` is {what}");
            syn::Error::new(ident.span(), message)
        })?;
        if let Some(parameter) = generics.params.first() {
            let why = match derive {
                "Decode" => "an answer owns what was read",
                _ => "a request lives as long as its call",
            };
            let message = format!("`#[derive({derive})]` takes no generics and no lifetimes: {why}");
            return Err(syn::Error::new_spanned(parameter, message));
        }
        let keys: Vec<&str> = ["name", "skip"].iter().chain(known).copied().collect();
        let fields = fields.into_iter().filter_map(|field| own_field(field, attribute, &keys, errors));
        Ok(Self { ident, attributes, fields: fields.collect() })
    }
}

/// The fields of a struct, or else what it is.
fn named_fields(data: Data) -> Result<Vec<syn::Field>, &'static str> {
    match data {
        Data::Struct(DataStruct { fields: Fields::Named(fields), .. }) => {
            Ok(fields.named.into_iter().collect())
        }
        Data::Struct(DataStruct { fields: Fields::Unit, .. }) => Ok(Vec::new()),
        Data::Struct(DataStruct { fields: Fields::Unnamed(_), .. }) => Err("a tuple struct"),
        Data::Enum(_) => Err("an enum"),
        Data::Union(_) => Err("a union"),
    }
}

/// A field, unless it is skipped.
fn own_field(field: syn::Field, attribute: &str, keys: &[&str], errors: &mut Errors) -> Option<OwnField> {
    let mut facts = Settings::of(&field.attrs, attribute, keys, errors);
    if let Some(skip) = facts.take("skip") {
        errors.keep(skip.flag());
        for entry in facts.iter() {
            let message = format!("`{}` says nothing of a field that is skipped", entry.key);
            errors.push(entry.key.span(), message);
        }
        return None;
    }
    let wire = facts.take("name").map(|name| errors.keep(name.text()));
    let is_understood = match &wire {
        Some(name) => name.is_some(),
        None => facts.are_understood,
    };
    Some(OwnField { ident: field.ident?, ty: field.ty, facts, wire: wire.flatten(), is_understood })
}
