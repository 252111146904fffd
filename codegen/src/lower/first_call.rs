//! The call that the page of a crate shows: one that anybody can make, and that changes nothing.

use acs_rules::{OperationSpec, Role, Signing};

use crate::model::Api;
use crate::plan::{FirstCall, OperationPlan};

/// The first operation that only reads and wants nothing but a region, which the client fills in.
pub(super) fn lower_first_call(api: &Api, operations: &[OperationPlan<'_>]) -> Option<FirstCall> {
    if api.signing == Signing::Own {
        return None;
    }
    let mut both = api.operations.iter().zip(operations);
    let (_, plan) =
        both.find(|(op, plan)| !op.deprecated && plan.gone.is_none() && is_simple(&plan.table))?;
    let request = format!("{}::{}", plan.module, plan.request.name);
    Some(FirstCall { method: plan.method.clone(), request })
}

fn is_simple(table: &OperationSpec<'_>) -> bool {
    let given = |role| role == Some(Role::Region);
    let mut parameters = table.parameters.iter();
    table.is_read() && table.rules.is_empty() && parameters.all(|it| !it.required || given(it.role))
}
