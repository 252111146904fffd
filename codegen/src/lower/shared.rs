//! Shared types of a product: their names, where they occur, and which of them contain themselves.

use std::collections::{HashMap, HashSet};

use super::docs;
use super::types::Types;
use crate::model::{Api, TypeDefinition};
use crate::name::{self, Kind, Path, TypeNames};
use crate::options::Options;
use crate::plan::{Item, OperationPlan, ResponsePlan, Side, StructPlan, Ty};

/// What a reference to a shared type becomes.
pub(super) struct Shared {
    names: HashMap<String, String>,
    /// The types of the user's that stand for some.
    own: HashMap<String, String>,
    /// The types that the type being lowered can contain itself through.
    boxed: HashSet<String>,
}

impl Shared {
    /// References from operations, which never need a box.
    fn new(api: &Api, names: Vec<String>, options: &Options) -> Self {
        let wires = api.types.iter().map(|shared| shared.name.clone());
        let own = api.types.iter().filter_map(|shared| {
            let own = options.own_type(&shared.path())?;
            Some((shared.name.clone(), own.to_owned()))
        });
        Self { own: own.collect(), names: wires.zip(names).collect(), boxed: HashSet::new() }
    }

    pub(super) fn ty(&self, wire: &str) -> Ty {
        if let Some(own) = self.own.get(wire) {
            return Ty::Own(own.clone());
        }
        match self.names.get(wire) {
            Some(name) => Ty::Shared { name: name.clone(), boxed: self.boxed.contains(wire) },
            None => Ty::Json,
        }
    }
}

/// The module of shared types, and how operations refer to it.
pub(super) fn lower_types<'a>(api: &'a Api, options: &Options) -> (Vec<Item<'a>>, Shared) {
    let (names, nested) = name::shared_types(api);
    let (shared_names, nested) = (Shared::new(api, names, options), TypeNames::new(nested));
    let in_requests = api.reachable(api.operations.iter().flat_map(|op| &op.parameters));
    let in_responses = api.reachable(api.operations.iter().flat_map(|op| op.response.fields()));
    let mut items = Vec::new();
    for shared in &api.types {
        let side =
            match (in_requests.contains(shared.name.as_str()), in_responses.contains(shared.name.as_str())) {
                (false, true) => Side::Response,
                (true, false) => Side::Request,
                (true, true) | (false, false) => Side::Both,
            };
        items.extend(lower_shared(api, shared, side, (&shared_names, &nested), options));
    }
    (items, shared_names)
}

fn lower_shared<'a>(
    api: &'a Api,
    shared: &'a TypeDefinition,
    side: Side,
    (names, nested): (&Shared, &TypeNames<'a>),
    options: &Options,
) -> Vec<Item<'a>> {
    let boxed =
        api.types.iter().map(|other| other.name.as_str()).filter(|other| api.holds(other, &shared.name));
    let Shared { names, own, .. } = names;
    let boxed = boxed.map(str::to_owned).collect();
    let references = Shared { names: names.clone(), own: own.clone(), boxed };
    let name = names.get(shared.name.as_str()).cloned().unwrap_or_default();
    let mut types = Types::new(side, &references, nested, options);
    let path = Path::shared(shared, side == Side::Response);
    let fields = types.lower_fields(&shared.fields, &path);
    let docs = docs::shared(shared);
    let attributes = options.attributes_of_type(&path, Kind::Struct);
    let serde = types.serde();
    let own = Item::Struct(StructPlan { name, docs, attributes, serde, side, fields });
    std::iter::once(own).chain(types.items).collect()
}

/// Keeps the shared types that the operations lead to: where others stand for some, that may be fewer.
pub(super) fn retain_used(types: &mut Vec<Item<'_>>, operations: &[OperationPlan<'_>]) {
    let mut open: Vec<String> = operations.iter().flat_map(shared_names).collect();
    let mut used = HashSet::new();
    while let Some(name) = open.pop() {
        let found = types.iter().find(|item| item.name() == name);
        if let (Some(item), true) = (found, used.insert(name)) {
            open.extend(item.fields().iter().filter_map(|field| field.ty.name()).map(str::to_owned));
        }
    }
    types.retain(|item| used.contains(item.name()));
}

/// The shared types that the types of an operation name.
fn shared_names(op: &OperationPlan<'_>) -> Vec<String> {
    let items = op.items.iter().chain(&op.response_items).flat_map(Item::fields);
    let response = match &op.response {
        ResponsePlan::Struct(plan) => plan.fields.iter().map(|field| &field.ty).collect(),
        ResponsePlan::Alias { ty, .. } => vec![ty],
    };
    let own = op.request.fields.iter().chain(items).map(|field| &field.ty).chain(response);
    own.filter_map(Ty::innermost_shared).map(str::to_owned).collect()
}
