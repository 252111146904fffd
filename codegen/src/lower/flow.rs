//! What goes on after an answer: the items of its pages, and the operation that is polled.

use crate::model::{Api, Operation};
use crate::name::{self, OperationTypes};
use crate::path;
use crate::plan::{FieldPlan, Item, PagedPlan, PolledPlan, ResponsePlan, Step, StructPlan, Ty};

/// The way from a response to the items of its page, through its own types and those that are shared.
pub(super) fn lower_paged(
    op: &Operation,
    response: &ResponsePlan<'_>,
    own: &[Item<'_>],
    shared: &[Item<'_>],
) -> Option<PagedPlan> {
    let path = &op.paging.as_ref()?.items;
    let fields = match response {
        ResponsePlan::Struct(plan) => &plan.fields,
        ResponsePlan::Alias { ty: Ty::Vec(item), .. } if path.is_empty() => {
            return Some(PagedPlan { steps: Vec::new(), item: (**item).clone() });
        }
        ResponsePlan::Alias { .. } => return None,
    };
    let mut fields = fields.as_slice();
    let mut steps = Vec::new();
    for name in path::steps(path) {
        let field = fields.iter().find(|field| field.wire == name)?;
        steps.push(Step { field: field.name.clone(), optional: field.optional });
        match &field.ty {
            Ty::Vec(item) => return Some(PagedPlan { steps, item: (**item).clone() }),
            Ty::Struct(name) => fields = find_fields(own, name)?,
            Ty::Shared { name, .. } => fields = find_fields(shared, name)?,
            _ => return None,
        }
    }
    None
}

fn find_fields<'p, 'a>(items: &'p [Item<'a>], name: &str) -> Option<&'p [FieldPlan<'a>]> {
    items.iter().find_map(|item| match item {
        Item::Struct(StructPlan { name: found, fields, .. }) if found == name => Some(fields.as_slice()),
        Item::Struct(_) | Item::Enum(_) => None,
    })
}

/// The operation that is polled, where all is known that a wait takes and the operation is generated, too.
pub(super) fn lower_polled(api: &Api, op: &Operation) -> Option<PolledPlan> {
    let completion = op.completion.as_ref().filter(|completion| completion.is_complete())?;
    let poll = api.operation(&completion.poll).filter(|poll| poll.gone.is_none())?;
    let OperationTypes { request, .. } = name::operation_types(poll);
    Some(PolledPlan { module: poll.module.clone(), request })
}
