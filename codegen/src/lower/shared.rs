//! Shared types of a product: their names, where they occur, and which of them contain themselves.

use std::collections::{HashMap, HashSet};

use super::docs;
use super::types::Types;
use crate::model::{Api, TypeDefinition};
use crate::name::{self, Path, TypeNames};
use crate::plan::{Item, Side, StructPlan, Ty};

/// What a reference to a shared type becomes.
pub(super) struct Shared {
    names: HashMap<String, String>,
    /// The types that the type being lowered can contain itself through.
    boxed: HashSet<String>,
}

impl Shared {
    /// References from operations, which never need a box.
    fn new(api: &Api, names: Vec<String>) -> Self {
        let wires = api.types.iter().map(|shared| shared.name.clone());
        Self { names: wires.zip(names).collect(), boxed: HashSet::new() }
    }

    pub(super) fn ty(&self, wire: &str) -> Ty {
        match self.names.get(wire) {
            Some(name) => Ty::Shared { name: name.clone(), boxed: self.boxed.contains(wire) },
            None => Ty::Json,
        }
    }
}

/// The module of shared types, and how operations refer to it.
pub(super) fn lower_types(api: &Api) -> (Vec<Item<'_>>, Shared) {
    let (names, nested) = name::shared_types(api);
    let (shared_names, nested) = (Shared::new(api, names), TypeNames::new(nested));
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
        items.extend(lower_shared(api, shared, side, &shared_names.names, &nested));
    }
    (items, shared_names)
}

fn lower_shared<'a>(
    api: &'a Api,
    shared: &'a TypeDefinition,
    side: Side,
    names: &HashMap<String, String>,
    nested: &TypeNames<'a>,
) -> Vec<Item<'a>> {
    let boxed =
        api.types.iter().map(|other| other.name.as_str()).filter(|other| api.holds(other, &shared.name));
    let references = Shared { names: names.clone(), boxed: boxed.map(str::to_owned).collect() };
    let name = names.get(shared.name.as_str()).cloned().unwrap_or_default();
    let mut types = Types::new(side, &references, nested);
    let fields = types.lower_fields(&shared.fields, &Path::shared(shared, side == Side::Response));
    let docs = docs::shared(shared);
    let own = Item::Struct(StructPlan { name, docs, side, fields });
    std::iter::once(own).chain(types.items).collect()
}
