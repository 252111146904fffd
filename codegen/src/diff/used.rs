//! Which operations the code of a crate calls.

use std::collections::BTreeSet;

use crate::generate::Model;
use crate::model::Operation;
use crate::name;

/// The methods of a call that wait for the end of what it sets in motion, and poll another operation to see it.
const WAITS: [&str; 2] = ["send_and_wait", "wait_until"];

/// The operations of a model whose method, module or request is among the names in somebody's code, or which are there by the
/// name that the service gives them; where the code waits for what it has called, also those that are polled for that.
///
/// `client.create_vpc()`, `create_vpc::CreateVpc` and `operation!("specs", "CreateVpc")` all count. So it may find one too many,
/// where a crate has the same name for a thing of its own, but none too few, unless an operation is called by a name that options
/// of the generator gave it.
pub fn used_operations(model: &Model, names: &BTreeSet<String>) -> BTreeSet<String> {
    let is_named = |op: &Operation| {
        let called = [name::method(&op.module), op.module.clone(), name::operation_types(op).request];
        names.contains(&op.name) || called.iter().any(|name| names.contains(name))
    };
    let waits = WAITS.iter().any(|wait| names.contains(*wait));
    let mut used = BTreeSet::new();
    for api in &model.apis {
        for op in api.operations.iter().filter(|op| is_named(op)) {
            used.insert(op.name.clone());
            let poll = op.completion.as_ref().and_then(|completion| api.operation(&completion.poll));
            used.extend(poll.filter(|_| waits).map(|poll| poll.name.clone()));
        }
    }
    used
}
