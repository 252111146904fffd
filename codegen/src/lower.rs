//! lower: the model becomes a plan. All decisions about Rust are made here; none can fail.

mod docs;
mod operation;
mod shared;
mod types;

use bumpalo::Bump;

use crate::model::Api;
use crate::name;
use crate::plan::{Marker, Plan};
use crate::table;

/// Most parameters that the compiler insists on; with more, all of them are checked at run time. Clippy finds the type
/// of a call with seven too complex.
const MAX_COMPILE_REQUIRED: usize = 6;

/// Lowers a product version; the tables of the plan live in the arena.
pub(crate) fn lower<'a>(api: &'a Api, arena: &'a Bump) -> Plan<'a> {
    let product = arena.alloc(table::product(api, arena));
    let operations: Vec<_> = name::modules(api.operations.iter().map(|op| op.name.as_str()))
        .into_iter()
        .zip(&api.operations)
        .map(|(module, op)| operation::lower_operation(api, op, module, product, arena))
        .collect();
    let mut required: Vec<Marker> = operations
        .iter()
        .flat_map(|plan| plan.call.required().filter_map(|setter| setter.marker.clone()))
        .map(|name| Marker { docs: format!("Stands for the required parameter `{name}`."), name })
        .collect();
    required.sort();
    required.dedup();
    Plan {
        package: name::package(&api.product, &api.version),
        product,
        required,
        types: shared::lower_types(api),
        operations,
    }
}
