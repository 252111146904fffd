//! lower: the model becomes a plan. All decisions about Rust are made here; none can fail.

mod brief;
mod docs;
mod first_call;
mod flow;
mod operation;
mod shared;
mod types;

use acs_rules::ProductSpec;
use bumpalo::Bump;

use crate::model::Api;
use crate::options::Options;
use crate::parallel;
use crate::plan::{CallPlan, Marker, Plan, Surroundings};
use crate::table;

/// Most parameters that the compiler insists on; with more, all of them are checked at run time. Clippy finds the type
/// of a call with seven too complex.
const MAX_COMPILE_REQUIRED: usize = 6;

/// Where the tables of a plan live: an arena for the product and one per operation, so that threads share none.
pub(crate) struct Arenas {
    product: Bump,
    operations: Vec<Bump>,
}

impl Arenas {
    pub(crate) fn new(api: &Api) -> Self {
        let operations = api.operations.iter().map(|_| Bump::new()).collect();
        Self { product: Bump::new(), operations }
    }
}

/// Lowers a product version; the tables of the plan live in the arenas.
pub(crate) fn lower<'a>(api: &'a Api, arenas: &'a mut Arenas, options: &Options) -> Plan<'a> {
    let Arenas { product: arena, operations: arenas } = arenas;
    let product: &ProductSpec<'_> = arena.alloc(table::product(api, arena));
    let (mut types, shared) = shared::lower_types(api, options);
    let operations = api.operations.iter().zip(arenas);
    let operations = parallel::map(&options.jobs.unwatched(), operations, |(op, arena)| {
        operation::lower_operation(api, op, (&shared, &types), options, product, arena)
    });
    let mut required: Vec<Marker> = operations
        .iter()
        .flat_map(|plan| plan.call.iter().flat_map(CallPlan::required))
        .filter_map(|setter| setter.marker.clone())
        .map(|name| Marker { docs: format!("Stands for the required parameter `{name}`."), name })
        .collect();
    required.sort();
    required.dedup();
    if !options.types.is_empty() {
        shared::retain_used(&mut types, &operations);
    }
    let surroundings = lower_surroundings(options);
    let package = api.package.clone();
    let first_call = first_call::lower_first_call(api, &operations);
    let mut plan = Plan {
        package,
        product,
        required,
        types,
        operations,
        first_call,
        client: options.client,
        mock: options.mock,
        surroundings,
    };
    if !options.docs {
        brief::shorten(&mut plan);
    }
    plan
}

fn lower_surroundings(options: &Options) -> Surroundings {
    let visibility = options.visibility.text();
    Surroundings { runtime: options.runtime.clone(), visibility }
}

#[cfg(test)]
mod tests;
