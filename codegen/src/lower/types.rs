//! Types of fields: which Rust type stands for a type of the model, and the nested types that this takes.

use std::collections::HashSet;

use super::docs;
use super::shared::Shared;
use crate::model::{Field, Type};
use crate::name::{self, Kind, Path, TypeNames};
use crate::options::{Options, Serde};
use crate::plan::{EnumPlan, FieldPlan, Item, Side, StructPlan, Ty, Variant};

/// The types of one module while they are being lowered.
pub(super) struct Types<'s, 'a> {
    pub(super) items: Vec<Item<'a>>,
    pub(super) side: Side,
    shared: &'s Shared,
    names: &'s TypeNames<'a>,
    options: &'s Options,
}

impl<'s, 'a> Types<'s, 'a> {
    pub(super) fn new(
        side: Side,
        shared: &'s Shared,
        names: &'s TypeNames<'a>,
        options: &'s Options,
    ) -> Self {
        Self { items: Vec::new(), side, shared, names, options }
    }

    /// Whether serde writes and reads what is here.
    pub(super) fn serde(&self) -> bool {
        let serde = self.options.serde;
        match self.side {
            Side::Request => serde.is_of_requests(),
            Side::Response => serde.is_of_responses(),
            Side::Both => serde != Serde::None,
        }
    }

    /// The fields of a struct; nested types are added in the order in which they are met.
    pub(super) fn lower_fields(&mut self, fields: &'a [Field], path: &Path<'a>) -> Vec<FieldPlan<'a>> {
        let names = name::fields(fields);
        let typed: Vec<_> = fields
            .iter()
            .zip(names)
            .map(|(field, name)| (field, name, self.lower_type(field, &path.join(field))))
            .collect();
        let siblings: Vec<_> = typed.iter().map(|(field, name, ty)| (*field, name.as_str(), ty)).collect();
        let docs: Vec<_> = fields.iter().map(|field| docs::field(field, &siblings, self.side)).collect();
        typed
            .into_iter()
            .zip(docs)
            .map(|((field, name, ty), docs)| FieldPlan {
                wire: &field.name,
                setter: name::nested_setter(&name),
                name,
                docs,
                sensitive: field.sensitive,
                gone: field.gone.as_ref().map(docs::deprecated),
                attributes: self.options.attributes_of_field(path, &field.name),
                optional: self.side != Side::Response || !matches!(ty, Ty::Vec(_) | Ty::Map(_)),
                ty,
            })
            .collect()
    }

    pub(super) fn lower_type(&mut self, field: &'a Field, path: &Path<'a>) -> Ty {
        self.lower_place(field, path, 0)
    }

    /// The type of a field, or of what is so many lists and maps within it.
    fn lower_place(&mut self, field: &'a Field, path: &Path<'a>, depth: usize) -> Ty {
        if let Some(own) = self.options.own_type_at(path, depth) {
            return Ty::Own(own.to_owned());
        }
        if let Some(list) = field.wrapped().filter(|_| path.is_answer) {
            return self.lower_type(list, &path.join(list));
        }
        match &field.ty {
            Type::Text => match field.variants(path.is_answer) {
                Some(values) => Ty::Enum(self.lower_enum(field, values, path)),
                None => Ty::String,
            },
            Type::Boolean => Ty::Bool,
            Type::Int32 => Ty::I32,
            Type::Int64 => Ty::I64,
            Type::Float => Ty::F32,
            Type::Double => Ty::F64,
            Type::Binary => Ty::Bytes,
            Type::Any => Ty::Json,
            Type::List(item) => Ty::Vec(Box::new(unboxed(self.lower_place(item, path, depth + 1)))),
            Type::Map(item) => Ty::Map(Box::new(unboxed(self.lower_place(item, path, depth + 1)))),
            Type::Object(fields) if fields.is_empty() => Ty::Json,
            Type::Object(fields) => Ty::Struct(self.lower_struct(field, fields, path)),
            Type::Shared(of) => self.shared.ty(of),
        }
    }

    fn lower_struct(&mut self, field: &'a Field, fields: &'a [Field], path: &Path<'a>) -> String {
        let name = self.names.name(path, Kind::Struct);
        let at = self.items.len();
        let fields = self.lower_fields(fields, path);
        let docs = docs::nested(field, &path.documented(), self.side);
        let attributes = self.options.attributes_of_type(path, Kind::Struct);
        let (side, serde) = (self.side, self.serde());
        let plan = StructPlan { name: name.clone(), docs, attributes, serde, side, fields };
        // The struct comes before the types of its own fields, as on the page.
        self.items.insert(at, Item::Struct(plan));
        name
    }

    fn lower_enum(&mut self, field: &'a Field, values: &'a [String], path: &Path<'a>) -> String {
        let name = self.names.name(path, Kind::Enum);
        let distinct = unique(values);
        let chosen = |wire: &str| find(&field.value_names, wire);
        let names = name::variants(distinct.iter().map(|wire| (*wire, chosen(wire))));
        let variants = distinct
            .into_iter()
            .zip(names)
            .map(|(wire, name)| Variant {
                name,
                wire,
                docs: docs::value(wire, find(&field.value_texts, wire)),
                gone: field.gone_value(wire).map(docs::deprecated),
            })
            .collect();
        let docs = docs::values(field, &path.documented());
        let attributes = self.options.attributes_of_type(path, Kind::Enum);
        let serde = self.serde();
        self.items.push(Item::Enum(EnumPlan { name: name.clone(), docs, attributes, serde, variants }));
        name
    }
}

/// A list or a map keeps its items elsewhere already.
fn unboxed(ty: Ty) -> Ty {
    match ty {
        Ty::Shared { name, .. } => Ty::Shared { name, boxed: false },
        other => other,
    }
}

fn unique(values: &[String]) -> Vec<&str> {
    let mut seen = HashSet::new();
    values.iter().map(String::as_str).filter(|value| seen.insert(*value)).collect()
}

fn find<'f>(list: &'f [(String, String)], wire: &str) -> Option<&'f str> {
    list.iter().find(|(value, _)| value == wire).map(|(_, found)| found.as_str())
}
