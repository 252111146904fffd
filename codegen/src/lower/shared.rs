//! Shared types of a product: their names, where they occur, and which of them contain themselves.

use std::collections::{HashMap, HashSet};

use super::docs;
use super::types::{Path, Types};
use crate::model::{Api, TypeDefinition};
use crate::name;
use crate::plan::{Item, Side, StructPlan, Ty};

/// What a reference to a shared type becomes.
#[derive(Debug)]
pub(super) struct Shared {
    names: HashMap<String, String>,
    /// The types that the type being lowered can contain itself through.
    boxed: HashSet<String>,
}

impl Shared {
    /// References from operations, which never need a box.
    pub(super) fn new(api: &Api) -> Self {
        let wires = api.types.iter().map(|shared| shared.name.clone());
        let named = api.types.iter().map(|shared| {
            let name = shared.rust_name.clone().unwrap_or_else(|| name::type_name([shared.name.as_str()]));
            (shared.name.as_str(), name)
        });
        Self { names: wires.zip(name::distinct(named)).collect(), boxed: HashSet::new() }
    }

    pub(super) fn ty(&self, wire: &str) -> Ty {
        match self.names.get(wire) {
            Some(name) => Ty::Shared { name: name.clone(), boxed: self.boxed.contains(wire) },
            None => Ty::Json,
        }
    }
}

/// The module of shared types.
pub(super) fn lower_types(api: &Api) -> Vec<Item<'_>> {
    let names = Shared::new(api).names;
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
        items.extend(lower_shared(api, shared, side, &names));
    }
    items
}

fn lower_shared<'a>(
    api: &'a Api,
    shared: &'a TypeDefinition,
    side: Side,
    names: &HashMap<String, String>,
) -> Vec<Item<'a>> {
    let boxed =
        api.types.iter().map(|other| other.name.as_str()).filter(|other| api.holds(other, &shared.name));
    let references = Shared { names: names.clone(), boxed: boxed.map(str::to_owned).collect() };
    let name = names.get(shared.name.as_str()).cloned().unwrap_or_default();
    let root = [shared.name.as_str()];
    let mut types = Types::new(side, &references, names.values().cloned());
    let fields = types.lower_fields(&shared.fields, &Path::new(&root, &root));
    let docs = docs::shared(shared);
    let own = Item::Struct(StructPlan { name, docs, side, fields });
    std::iter::once(own).chain(types.items).collect()
}
