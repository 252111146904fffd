//! The struct that a derive is on.

use syn::{Attribute, Data, DeriveInput, Fields, Ident, Type};

use super::attribute::{Entry, Errors, entries};

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
    pub(super) facts: Vec<Entry>,
    /// The name on the wire, where it is said.
    pub(super) wire: Option<syn::LitStr>,
}

impl OwnField {
    /// Whether generated code calls a field like that, where a keyword has an underscore.
    pub(super) fn is_called(&self, name: &str) -> bool {
        let own = self.ident.to_string();
        own.strip_prefix("r#").map_or(own == name, |raw| name.strip_suffix('_') == Some(raw))
    }

    /// The field's name without what makes a keyword one.
    pub(super) fn name(&self) -> String {
        let name = self.ident.to_string();
        name.strip_prefix("r#").unwrap_or(&name).to_owned()
    }
}

impl Subject {
    /// Takes the struct apart; `attribute` is the one of its fields, which takes the keys `known`, beside `name` and `skip`.
    pub(super) fn new(
        input: DeriveInput,
        derive: &str,
        attribute: &str,
        known: &[&str],
    ) -> syn::Result<Self> {
        let DeriveInput { attrs: attributes, ident, generics, data, .. } = input;
        let refuse = |what: &str| {
            let message =
                format!("`#[derive({derive})]` is for structs with named fields, and `{ident}` {what}");
            syn::Error::new(ident.span(), message)
        };
        let fields = match data {
            Data::Struct(data) => data.fields,
            Data::Enum(_) => return Err(refuse("is an enum")),
            Data::Union(_) => return Err(refuse("is a union")),
        };
        let fields = match fields {
            Fields::Named(fields) => fields.named.into_iter().collect(),
            Fields::Unit => Vec::new(),
            Fields::Unnamed(_) => return Err(refuse("is a tuple struct")),
        };
        if let Some(parameter) = generics.params.first() {
            let why = match derive {
                "Decode" => "an answer owns what was read",
                _ => "a request lives as long as its call",
            };
            let message = format!("`#[derive({derive})]` takes no generics and no lifetimes: {why}");
            return Err(syn::Error::new_spanned(parameter, message));
        }
        let keys: Vec<&str> = ["name", "skip"].iter().chain(known).copied().collect();
        let mut errors = Errors::default();
        let mut own = Vec::new();
        for field in fields {
            match own_field(field, attribute, &keys) {
                Ok(field) => own.extend(field),
                Err(error) => errors.add(error),
            }
        }
        errors.finish()?;
        Ok(Self { ident, attributes, fields: own })
    }
}

/// A field, unless it is skipped.
fn own_field(field: syn::Field, attribute: &str, keys: &[&str]) -> syn::Result<Option<OwnField>> {
    let mut facts = entries(&field.attrs, attribute, keys)?;
    if facts.iter().any(|entry| entry.key == "skip") {
        let clash = facts.iter().find(|entry| entry.key != "skip");
        return clash.map_or(Ok(None), |entry| {
            let message = format!("`{}` says nothing of a field that is skipped", entry.key);
            Err(syn::Error::new(entry.key.span(), message))
        });
    }
    let wire = facts.iter().find(|entry| entry.key == "name").map(Entry::text).transpose()?;
    facts.retain(|entry| entry.key != "name");
    Ok(field.ident.map(|ident| OwnField { ident, ty: field.ty, facts, wire }))
}
